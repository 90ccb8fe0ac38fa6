import Diagnostics
import Episodes
import Scoring
import Simulation

/// C5, violation of expectation: whether truth surprises a predictor less than the same video with one event that
/// cannot happen, in the manner of R. Riochet et al., IntPhys, 2018.
///
/// The predictor sees both to the end; nothing it generates is judged, so this tells what it knows from what it draws.
public struct ExpectationTest {
  let scenario: Scenario
  let truth: TruthSet
  let predictor: any VideoPredictor
  let recorder: TruthRecorder

  public init(_ scenario: Scenario, _ truth: TruthSet, _ predictor: any VideoPredictor, _ recorder: TruthRecorder) {
    (self.scenario, self.truth, self.predictor, self.recorder) = (scenario, truth, predictor, recorder)
  }

  /// Corruptions that are against the laws of physics, whatever came before.
  static let impossible: [Corruption] = [.teleport, .vanish, .halfGravity, .gravityFlipped]

  /// The predictor's score beside that of copying the last frame, which only notices that more changes.
  public func run() throws -> ExpectationScore {
    guard !truth.main.views.contains(where: { $0.extrinsics?.move ?? false }) else {
      return ExpectationScore(.unmeasurable("the cameras move"))
    }
    let main = try RunScores.truth(truth, context: scenario.context)
    let broken = try broken(main)
    guard !broken.isEmpty else { return ExpectationScore(.unmeasurable("nothing moves that could break a law")) }
    let videos = WatchedVideos(
      clips: [main.views.map(\.clip)] + broken.map(\.clips), context: scenario.context, actions: truth.main.actions,
      seed: scenario.sampler.seeds[0])
    let own = try predictor.surprise(videos)
    let copied = try BaselinePredictor(.copyLast).surprise(videos)
    let kinds = broken.map(\.kind)
    return ExpectationScore(Self.score(own, kinds), copyLast: Self.score(copied, kinds).value)
  }

  /// Videos from the first frame on, each with its event.
  private func broken(_ main: Truth) throws -> [(kind: Corruption, clips: [Clip])] {
    let worlds = try recorder.robotless(scenario) ? recorder.wrongWorlds(for: scenario, truth: truth) : [:]
    return try Self.impossible.compactMap { kind in
      if let episode = worlds[kind] {
        return (kind, try Truth(episode: episode, context: scenario.context).views.map(\.clip))
      }
      guard let spoilt = try kind.prediction(of: main) else { return nil }
      let clips = try zip(main.views, spoilt.views).map { view, after in
        try Clip.joined([view.clip[0..<scenario.context], after.clip])
      }
      return (kind, clips)
    }
  }

  /// - Parameter surprises: of what happened, then of each video in which something impossible does.
  private static func score(_ surprises: [Double], _ kinds: [Corruption]) -> MetricValue {
    let pairs = surprises.dropFirst().map { (possible: surprises[0], impossible: $0) }
    var all = ExpectationPairs.accuracy(pairs)
    for (kind, pair) in zip(kinds, pairs) { all.details[kind.rawValue] = ExpectationPairs.accuracy([pair]).value }
    return all
  }
}

/// `expectation_accuracy` of one scenario.
public struct ExpectationScore: Sendable {
  public var value: MetricValue
  /// What copying the last frame has.
  public var copyLast: Double?

  init(_ value: MetricValue, copyLast: Double? = nil) { (self.value, self.copyLast) = (value, copyLast) }
}

extension TruthRecorder {
  /// Whether nothing acts on the scenario's world but gravity.
  fileprivate func robotless(_ scenario: Scenario) throws -> Bool {
    guard case .world(let url, _, _) = scenario.truth else { return false }
    return try World(file: url.path).actuators.allSatisfy(\.movesCamera)
  }
}
