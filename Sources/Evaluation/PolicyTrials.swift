import Diagnostics
import Foundation
import Policies
import Scenarios
import Simulation

/// All policies from one start of one task: first in the simulator one by one, then in the model side by side.
struct PolicyTrials {
  private let suite: PolicySuite
  private let task: PolicySuite.Task
  private let world: World
  private let recorder: Recorder
  /// Nil: the simulator alone.
  private let predictor: (any VideoPredictor)?

  init(suite: PolicySuite, task: PolicySuite.Task, world: World, predictor: (any VideoPredictor)?) throws {
    (self.suite, self.task, self.world, self.predictor) = (suite, task, world, predictor)
    recorder = try Recorder(world, PolicyAttempt.settings(task.starts[0]))
  }

  func run(_ scenario: Scenario) throws -> PolicyStartScores {
    let begin = ContinuousClock.now
    let attempt = PolicyAttempt(try PolicyStart(scenario, world: world))
    var scores = PolicyStartScores(
      task: task.name, start: scenario.name, samples: scenario.sampler.samples, attempts: [], seconds: .init())
    scores.attempts = try suite.policies.map { policy in
      try Interrupt.check()
      return try simulate(policy, attempt)
    }
    scores.seconds.record = begin.duration(to: .now).seconds
    let mark = ContinuousClock.now
    if let predictor {
      for (i, success) in try predict(attempt, scenario, predictor).enumerated() { scores.attempts[i].model = success }
    } else {
      scores.samples = 0
    }
    scores.seconds.predict = mark.duration(to: .now).seconds
    scores.seconds.total = begin.duration(to: .now).seconds
    return scores
  }

  private func simulate(
    _ policy: PolicySuite.Entry, _ attempt: PolicyAttempt
  ) throws -> PolicyStartScores.Attempt {
    let program = suite.program(policy, for: task)
    let session = try PolicySession(program, attempt.start)
    let episode = try attempt.simulate(session, chunk: program.chunk, recorder: recorder)
    return .init(
      policy: policy.name, simulator: session.reachesGoal == true ? 1 : 0, model: 0,
      state: attempt.reaches(task.goal, in: episode) ? 1 : 0)
  }

  /// Each policy's mean success in the model; all policies and starts have noise of their own.
  private func predict(
    _ attempt: PolicyAttempt, _ scenario: Scenario, _ predictor: any VideoPredictor
  ) throws -> [Double] {
    guard case .world(_, let start, _) = scenario.truth else { return [] }
    let samples = scenario.sampler.seeds
    var sessions: [PolicySession] = []
    var noise: [UInt64] = []
    for (i, policy) in suite.policies.enumerated() {
      for seed in samples {
        sessions.append(try PolicySession(suite.program(policy, for: task), attempt.start))
        noise.append(seed &+ start << 16 &+ UInt64(i) << 8)
      }
    }
    var timing = PredictionTiming()
    try attempt.predict(sessions, noise: noise, with: predictor, timing: &timing)
    let reached = sessions.map { $0.reachesGoal == true ? 1.0 : 0 }
    return suite.policies.indices.map { i in
      reached[i * samples.count..<(i + 1) * samples.count].reduce(0, +) / Double(samples.count)
    }
  }
}
