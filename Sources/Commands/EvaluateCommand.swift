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

  @OptionGroup var threads: ThreadOptions
  @OptionGroup var store: StoreOptions

  func run() throws {
    Interrupt.watch()
    threads.apply()
    var suite = try Suite(file: URL(fileURLWithPath: suite))
    if printPartners { return print(Self.partnerText(try suite.partnerSeeds())) }
    if let model {
      let source = try ModelSource(argument: model)
      for i in suite.scenarios.indices { suite.scenarios[i].model = source }
    }
    var runner = SuiteRunner(
      store: try store.open(), threads: ThreadPool.threads, version: Installation.version,
      engine: EngineFacts.description, say: Console.say)
    runner.testsScores = selfTest
    let result = try runner.run(suite) { try $0.model.predictor() }
    if json { print(try StableJSON.text(result)) } else { SuiteText.print(result) }
    if let test = result.selftest, test.failed > 0 {
      Console.say("the self-test failed: \(test.failed) of \(test.rows.count) checks")
      throw ExitCode(1)
    }
  }

  /// The key of the suite's file, eight seeds a line.
  private static func partnerText(_ seeds: [UInt64]) -> String {
    let lines = stride(from: 0, to: seeds.count, by: 8).map { start in
      "    " + seeds[start..<min(start + 8, seeds.count)].map { "\($0)," }.joined(separator: " ")
    }
    return (["  partners: ["] + lines + ["  ]"]).joined(separator: "\n")
  }
}
