import Diagnostics
import Episodes
import Policies
import Scoring
import Simulation

/// A policy's attempts from one start: in the simulator, and in a model.
public struct PolicyAttempt {
  public let start: PolicyStart

  public init(_ start: PolicyStart) { self.start = start }

  /// Runs the policy in the simulator.
  ///
  /// - Parameter recorder: of this scenario's frames and cameras.
  public func simulate(_ session: PolicySession, chunk: Int, recorder: Recorder) throws -> Episode {
    let first = start.scenario.context - 1
    let last = start.scenario.frames - 1
    var actions: [[Float]] = []
    var shown = 0
    let episode = try recorder.record(seed: start.seed, initial: start.initial, name: "program") {
      frame, views, control in
      guard frame >= first else { return control }
      let place = (frame - first) % chunk
      if place == 0, frame < last {
        actions = try session.act(on: Self.clips(views, shown..<frame + 1))
        shown = frame + 1
      }
      // The last frame's action leads nowhere.
      return (actions.isEmpty ? start.held : actions[frame < last ? place : chunk - 1]).map(Double.init)
    }
    try session.finish(Self.clips(episode.views, shown..<episode.frames))
    return episode
  }

  /// Whether the goal is reached by the simulator's own state, which no policy and no score sees.
  public func reaches(_ goal: PolicyGoal, in episode: Episode) -> Bool {
    guard let path = episode.objects.first(where: { $0.name == goal.object }) else { return false }
    let frames = max(0, episode.frames - PolicyGoal.frames(rate: episode.rate))..<episode.frames
    return goal.isReached(atEndOf: frames.map { path.position($0) })
  }

  /// Frames of views that may still grow.
  private static func clips(_ views: [Episode.View], _ range: Range<Int>) throws -> [Clip] {
    try views.map { view in
      let bytes = Array(view.rgb[(range.lowerBound * view.frameBytes)..<(range.upperBound * view.frameBytes)])
      return try Clip(frames: range.count, height: view.height, width: view.width, bytes: bytes)
    }
  }

  /// Settings of a recorder for `simulate`: colours alone, which is all that a policy sees.
  public static func settings(_ scenario: Scenario) -> RecordingSettings {
    RecordingSettings(
      frames: scenario.frames, width: scenario.shape.width, height: scenario.shape.height, cameras: scenario.cameras,
      depth: false,
      segmentation: false)
  }

  /// Runs policies in a model, side by side: each sees the frames that its own actions have led to.
  ///
  /// - Parameter noise: a sampler's seed for each session.
  public func predict(
    _ sessions: [PolicySession], noise: [UInt64], with predictor: any VideoPredictor,
    timing: inout PredictionTiming, piece: (PredictedPiece) throws -> Void = { _ in }
  ) throws {
    precondition(sessions.count == noise.count, "\(noise.count) seeds for \(sessions.count) sessions")
    let scenario = start.scenario
    if predictor.reprojects { try start.world.requireStill(scenario.cameras, at: scenario.file.path) }
    let held = [[Float]](repeating: start.held, count: scenario.context)
    let request = PredictionRequest(
      context: start.context, sequences: noise.map { .init(actions: held, seed: $0) }, horizon: scenario.horizon,
      steps: scenario.sampler.steps)
    var newest = sessions.map { _ in start.context }
    let acting: PredictionRequest.Acting = { newest in try zip(sessions, newest).map { try $0.act(on: $1) } }
    try predictor.predict(request, timing: &timing, acting: acting) { part in
      try Interrupt.check()
      newest[part.sequence][part.camera] = part.clip
      try piece(part)
    }
    for (session, clips) in zip(sessions, newest) { try session.finish(clips) }
  }
}
