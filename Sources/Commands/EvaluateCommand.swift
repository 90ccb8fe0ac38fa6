import ArgumentParser
import Diagnostics
import Evaluation
import Foundation
import Scenarios
import TensorCore
import WorldModel

/// `orrery evaluate`: a suite of scenarios.
struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Predict and score a suite of scenarios.",
    discussion: """
      Prints each metric's mean over the suite with 95% bounds, beside truth, copying the last frame, and a second take,
      and keeps them in the store. Interrupted, the same command goes on after the last finished episode.

      EXAMPLE: orrery evaluate evaluations/tabletop-heldout.yaml --json
      """)

  @Argument(help: "The suite's YAML file.")
  var suite: String

  @Flag(help: "Print one JSON object on standard output, and nothing else there.")
  var json = false

  @Option(help: "A model's folder or baseline, instead of the ones that the scenarios name.")
  var model: String?

  @Flag(help: "Evaluate nothing; print the list of partners for the shuffled test, to be stored in the suite.")
  var printPartners = false

  @Flag(help: "Test the scores themselves on corrupted truth first; exit code 1 where a check fails.")
  var selfTest = false

  @Option(help: "An earlier evaluation of the suite; exit code 1 where this one may be worse.")
  var against: String?

  @Flag(
    inversion: .prefixedNo,
    help: "Keep every episode as a run (some 3 MB each), to be browsed with: orrery view SUITE.")
  var keep = true

  @Flag(help: "Of a suite of policies: try them in the simulator alone, and keep nothing.")
  var simulatorOnly = false

  @OptionGroup var threads: ThreadOptions
  @OptionGroup var store: StoreOptions

  func run() throws {
    Interrupt.watch()
    threads.apply()
    let file = URL(fileURLWithPath: suite)
    if !printPartners, try PolicySuite.recognises(file) { return try runPolicies(file) }
    guard !simulatorOnly else {
      throw UserError("has no policies to be tried", at: file.path, fix: "Leave out --simulator-only")
    }
    var suite = try Suite(file: file)
    if printPartners { return print(Self.partnerText(try suite.partnerSeeds())) }
    if let model {
      let source = try ModelSource(argument: model)
      for i in suite.scenarios.indices { suite.scenarios[i].model = source }
    }
    var runner = try runner()
    (runner.testsScores, runner.keepsRuns) = (selfTest, keep)
    // A wrong name must not be found out after an hour.
    let earlier = try against.map { try RegressionGate.earlier($0, of: suite, in: runner.store) }
    var result = try runner.run(suite) { try $0.model.predictor() }
    if let earlier { result = try runner.judge(result, of: suite, against: earlier) }
    try show(result)
    let failures = Self.failures(of: result)
    for failure in failures { Console.say(failure) }
    if !failures.isEmpty { throw ExitCode(1) }
  }

  private func runPolicies(_ file: URL) throws {
    for (isAsked, option) in [(selfTest, "--self-test"), (against != nil, "--against")] where isAsked {
      throw UserError("is a suite of policies, which \(option) is not for", at: file.path, fix: "Leave it out")
    }
    var suite = try PolicySuite(file: file)
    if let model { suite.useModel(try ModelSource(argument: model)) }
    if simulatorOnly {
      let policies = try PolicySuiteRunner(runner()).simulate(suite)
      return print(json ? try StableJSON.text(policies) : PolicyText.table(policies))
    }
    try show(PolicySuiteRunner(runner()).run(suite) { try $0.model.predictor() })
  }

  private func runner() throws -> SuiteRunner {
    SuiteRunner(
      store: try store.open(), threads: ThreadPool.threads, version: Installation.version,
      engine: EngineFacts.description(), build: try Installation.build(), say: Console.say)
  }

  private func show(_ result: SuiteResult) throws {
    if json { print(try StableJSON.text(result)) } else { SuiteText.print(result) }
  }

  private static func failures(of result: SuiteResult) -> [String] {
    var all = result.gate?.failures ?? []
    if let test = result.selftest, test.failed > 0 {
      all.append("the self-test failed: \(test.failed) of \(test.rows.count) checks")
    }
    return all
  }

  /// The key of the suite's file, eight seeds a line.
  private static func partnerText(_ seeds: [UInt64]) -> String {
    let lines = stride(from: 0, to: seeds.count, by: 8).map { start in
      "    " + seeds[start..<min(start + 8, seeds.count)].map { "\($0)," }.joined(separator: " ")
    }
    return (["  partners: ["] + lines + ["  ]"]).joined(separator: "\n")
  }
}
