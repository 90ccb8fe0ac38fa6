import Episodes
import Policies
import Scoring

/// Whether a policy reached its goal in the simulator and in each sample, as the same readout sees it.
public struct GoalVerdict: Codable, Sendable, Equatable {
  public var simulator: Bool
  /// In the order of the seeds.
  public var samples: [Bool]

  init(_ goal: PolicyGoal, truth: Episode, context: Int, samples: [Prediction]) throws {
    let tracker = try ObjectTracker(truth, context: context)
    let frames = PolicyGoal.frames(rate: truth.rate)
    func isReached(_ clips: [Clip]) -> Bool {
      guard let o = tracker.objects.firstIndex(of: goal.object) else { return false }
      var reader = tracker
      return goal.isReached(atEndOf: reader.follow(clips).suffix(frames).map { $0[o] })
    }
    simulator = isReached(
      try truth.views.map { view in
        try Clip(frames: truth.frames, height: view.height, width: view.width, bytes: view.rgb).dropping(context)
      })
    self.samples = samples.map { isReached($0.views.map(\.clip)) }
  }
}
