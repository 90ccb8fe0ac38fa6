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
  /// With the actions that the predictor is told.
  let truth: TruthSet
  let predictor: any VideoPredictor
  /// The same start in worlds that are wrong, see `TruthRecorder.lawlessWorlds`.
  let worlds: [Corruption: Episode]

  public init(
    _ scenario: Scenario, _ truth: TruthSet, _ predictor: any VideoPredictor, worlds: [Corruption: Episode] = [:]
  ) {
    (self.scenario, self.truth, self.predictor, self.worlds) = (scenario, truth, predictor, worlds)
  }

  /// Corruptions that are against the laws of physics, whatever came before.
  static let impossible: [Corruption] = [.teleport, .vanish, .halfGravity, .gravityFlipped]

  /// The predictor's score beside that of copying the last frame, which only notices that more changes.
  public func run() throws -> ExpectationScore {
    guard !truth.camerasMove else { return ExpectationScore(.unmeasurable("the cameras move")) }
    let chunk = predictor.chunk
    let frames = scenario.context + scenario.horizon / chunk * chunk
    guard frames > scenario.context else {
      return ExpectationScore(.unmeasurable("the horizon is shorter than the \(chunk) frames that are drawn at once"))
    }
    let main = try RunScores.truth(truth, context: scenario.context)
    let real = main.views.map { $0.clip[0..<frames] }
    let broken = try broken(main).map { kind, clips in (kind: kind, clips: clips.map { $0[0..<frames] }) }
      .filter { !zip($0.clips, real).allSatisfy { $0.isIdentical(to: $1) } }
    guard !broken.isEmpty else {
      return ExpectationScore(.unmeasurable("no object is known to move where a camera sees it"))
    }
    let videos = WatchedVideos(
      clips: [real] + broken.map(\.clips), context: scenario.context, chunk: chunk, actions: truth.main.actions,
      seed: scenario.sampler.seeds[0])
    let own = try predictor.surprise(videos)
    let copied = try BaselinePredictor(.copyLast).surprise(videos)
    let kinds = broken.map(\.kind)
    return ExpectationScore(Self.score(own, kinds), copyLast: Self.score(copied, kinds).value)
  }

  /// Videos from the first frame on, each with its event.
  private func broken(_ main: Truth) throws -> [(kind: Corruption, clips: [Clip])] {
    try Self.impossible.compactMap { kind in
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
  /// The same start in wrong worlds, where nothing acts but gravity: empty elsewhere, where cameras move (`ExpectationTest`
  /// does not ask there), and where such a world cannot be simulated.
  ///
  /// - Parameter set: as it was recorded, since what is told a model decides nothing here.
  public func lawlessWorlds(for scenario: Scenario, truth set: TruthSet) throws -> [Corruption: Episode] {
    guard case .world(let url, _, _) = scenario.truth, !set.camerasMove,
      try World(file: url.path).actuators.allSatisfy(\.movesCamera)
    else { return [:] }
    do { return try wrongWorlds(for: scenario, truth: set) } catch is UserError { return [:] }
  }
}
