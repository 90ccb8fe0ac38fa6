import Diagnostics
import Scenarios
import Scoring

/// The self-test over a suite's scenarios: every score on truth, on second takes and on corrupted truth.
struct SelfTestRunner {
  let recorder: TruthRecorder

  /// Scenarios without a second take are left out; no model is asked for anything.
  func run(_ suite: Suite) throws -> SelfTest {
    let scenarios = suite.scenarios.filter { $0.takes > 1 }
    let meter = ProgressMeter("self-test", total: scenarios.count, unit: "clips")
    defer { meter.finish() }
    let clips = try scenarios.indices.compactMap { i -> SelfTestClip? in
      try Interrupt.check()
      defer { meter.advance(note: scenarios[i].name) }
      return try clip(scenarios[i], other: Self.another(than: i, in: scenarios))
    }
    return SelfTest(clips)
  }

  private func clip(_ scenario: Scenario, other: Scenario?) throws -> SelfTestClip? {
    let set = try recorder.truth(for: scenario).set
    guard let take = set.secondTakes.first else { return nil }
    let truth = try RunScores.truth(set, context: scenario.context)
    var given = try recorder.corrupted(for: scenario, truth: set)
    given[.anotherScenario] = try other.map { other in
      let main = try recorder.truth(for: other).set.main
      return try Truth(episode: main, context: other.context).asPrediction
    }
    return try SelfTestClip(
      Scorer(truth: truth), scenario: scenario.file.deletingPathExtension().lastPathComponent, name: scenario.name,
      secondTake: try Truth(episode: take, context: scenario.context), given: given)
  }

  /// The next scenario from another file whose frames could be taken for this one's; of the same file where there is no
  /// other.
  static func another(than index: Int, in scenarios: [Scenario]) -> Scenario? {
    let own = scenarios[index]
    let others = (1..<max(1, scenarios.count)).map { scenarios[(index + $0) % scenarios.count] }.filter {
      $0.cameras == own.cameras && $0.shape == own.shape && $0.frames == own.frames && $0.context == own.context
    }
    return others.first { $0.file != own.file } ?? others.first
  }
}
