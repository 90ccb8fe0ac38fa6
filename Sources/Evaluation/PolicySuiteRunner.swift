import Diagnostics
import Foundation
import Policies
import RunStore
import Scenarios
import Scoring
import Simulation

/// Tries every policy of a suite from every start; an interrupted evaluation goes on where it was.
public struct PolicySuiteRunner {
  private let runner: SuiteRunner

  /// Where results are kept, and what stands in the store's records.
  public init(_ runner: SuiteRunner) { self.runner = runner }

  /// - Parameter make: makes the predictor of a scenario; called once a model.
  public func run(_ suite: PolicySuite, predictor make: (Scenario) throws -> any VideoPredictor) throws -> SuiteResult {
    var predictors: [String: any VideoPredictor] = [:]
    for task in suite.tasks {
      let scenario = task.starts[0]
      let predictor = try predictors[scenario.model.path] ?? make(scenario)
      predictors[scenario.model.path] = predictor
      try check(suite, task, scenario, predictor)
    }
    guard let first = suite.tasks.first, let predictor = predictors[first.starts[0].model.path] else {
      throw UserError("the suite has no tasks", at: suite.file.path)
    }
    let key = try SuiteKey.of(
      suite, models: predictors.mapValues(\.hash), version: runner.build, engine: runner.engine)
    let session = try SuiteSession(key, in: runner.store) { begun in
      SuiteRecord(
        id: begun.id, started: begun.time, key: key, suite: suite.name, suitePath: suite.file.path,
        suiteHash: suite.hash, modelPath: predictor.path, modelHash: predictor.hash, version: runner.version,
        engine: runner.engine, threads: runner.threads, file: begun.file)
    }
    let starts = try run(suite, session) { predictors[$0.model.path] ?? predictor }
    let result = try PolicyReport(suite, starts).result(session, predictor)
    try session.finish(result, report: PolicyPage(result).html)
    return result
  }

  /// Tries every policy in the simulator alone, for those who grade policies; nothing is kept.
  public func simulate(_ suite: PolicySuite) throws -> [SuiteResult.Policy] {
    let meter = ProgressMeter("simulating", total: suite.starts.count, unit: "starts")
    defer { meter.finish() }
    let scores = try suite.tasks.flatMap { task -> [PolicyStartScores] in
      guard case .world(let url, _, _) = task.starts[0].truth else { return [] }
      let world = try World(file: url.path)
      _ = try world.object(named: task.goal.object)
      let trials = try PolicyTrials(suite: suite, task: task, world: world, predictor: nil)
      return try task.starts.map { scenario in
        let scores = try trials.run(scenario)
        meter.advance(note: scenario.name)
        return scores
      }
    }
    return PolicyReport(suite, scores).policies
  }

  /// Refuses what would only fail after a while.
  private func check(
    _ suite: PolicySuite, _ task: PolicySuite.Task, _ scenario: Scenario, _ predictor: any VideoPredictor
  ) throws {
    try predictor.check(cameras: scenario.cameras, height: scenario.shape.height, width: scenario.shape.width)
    guard case .world(let url, _, _) = scenario.truth else { return }
    let world = try World(file: url.path)
    try predictor.contract?.require(world.contract, at: scenario.file.path)
    _ = try world.object(named: task.goal.object)
    let chunk = suite.program(suite.policies[0], for: task).chunk
    try predictor.requireChunk(chunk, at: scenario.file.path)
  }

  private func run(
    _ suite: PolicySuite, _ session: SuiteSession, _ predictor: (Scenario) -> any VideoPredictor
  ) throws -> [PolicyStartScores] {
    var done = try session.episodes(as: PolicyStartScores.self)
    let total = suite.starts.count
    if !done.isEmpty { runner.say?("\(done.count) of \(total) starts were tried before") }
    let meter = ProgressMeter("evaluating", total: total, unit: "starts")
    defer { meter.finish() }
    return try suite.tasks.flatMap { task -> [PolicyStartScores] in
      guard case .world(let url, _, _) = task.starts[0].truth else { return [] }
      let trials = try PolicyTrials(
        suite: suite, task: task, world: World(file: url.path), predictor: predictor(task.starts[0]))
      return try task.starts.map { scenario in
        if let before = done.removeValue(forKey: scenario.name) {
          meter.advance()
          return before
        }
        do {
          let scores = try trials.run(scenario)
          try session.add(scores, of: scenario.name)
          meter.advance(note: scenario.name)
          return scores
        } catch is Interrupted {
          throw Interrupted(advice: SuiteRunner.advice)
        }
      }
    }
  }
}
