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

  @Option(help: "A model's folder, instead of the ones that the scenarios name.")
  var model: String?

  @Flag(help: "Evaluate nothing; print the list of partners for the shuffled test, to be stored in the suite.")
  var printPartners = false

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
      for i in suite.scenarios.indices { suite.scenarios[i].model = URL(fileURLWithPath: model) }
    }
    try show(runner().run(suite) { try WorldModelPredictor(WorldModel(folder: $0.model)) })
  }

  private func runPolicies(_ file: URL) throws {
    var suite = try PolicySuite(file: file)
    if let model { suite.useModel(at: URL(fileURLWithPath: model)) }
    if simulatorOnly {
      let policies = try PolicySuiteRunner(runner()).simulate(suite)
      return print(json ? try StableJSON.text(policies) : PolicyText.table(policies))
    }
    try show(PolicySuiteRunner(runner()).run(suite) { try WorldModelPredictor(WorldModel(folder: $0.model)) })
  }

  private func runner() throws -> SuiteRunner {
    SuiteRunner(
      store: try store.open(), threads: ThreadPool.threads, version: Installation.version,
      engine: EngineFacts.description, say: Console.say)
  }

  private func show(_ result: SuiteResult) throws {
    if json { return print(try StableJSON.text(result)) }
    print("\(result.suite): \(result.episodes) episodes, \(String(format: "%.0f", result.seconds.total)) s")
    print("result  \(result.file)")
    if let policies = result.policies {
      return print(PolicyText.table(policies) + "\n" + PolicyText.ranking(result))
    }
    for (name, metric) in result.metrics.sorted(by: { $0.key < $1.key }) {
      let values = [metric.mean, metric.lo, metric.hi, metric.truth, metric.copyLast, metric.secondTake].map { value in
        value.map { String(format: "%.4g", $0) } ?? "–"
      }
      let bounds = "[\(values[1]), \(values[2])]"
      let references = "truth \(values[3])  copy \(values[4])  take \(values[5])"
      print("\(name.padded(24)) \(values[0].padded(10)) \(bounds.padded(22)) n \(metric.n)  \(references)")
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

extension String {
  fileprivate func padded(_ width: Int) -> String { padding(toLength: max(width, count), withPad: " ", startingAt: 0) }
}
