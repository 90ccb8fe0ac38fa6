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
      Prints each metric's mean over the suite with 95% bounds, beside truth, copying the last frame, and a second take.

      EXAMPLE: orrery evaluate evaluations/tabletop-heldout.yaml --json
      """)

  @Argument(help: "The suite's YAML file.")
  var suite: String

  @Flag(help: "Print one JSON object on standard output, and nothing else there.")
  var json = false

  @Option(help: "A model's folder, instead of the ones that the scenarios name.")
  var model: String?

  @Option(help: "Threads (default: OMP_NUM_THREADS, else the cores). Results do not depend on it.")
  var threads: Int?

  @OptionGroup var store: StoreOptions

  func run() throws {
    Interrupt.watch()
    if let threads { ThreadPool.configure(threads: threads) }
    let suite = try Suite(file: URL(fileURLWithPath: suite))
    let store = try store.open()
    let runner = SuiteRunner(records: store.records, say: Console.say)
    let other = model.map { URL(fileURLWithPath: $0) }
    let result = try runner.run(suite) { try WorldModelPredictor(WorldModel(folder: other ?? $0.model)) }
    if json { return print(try StableJSON.text(result)) }
    print("\(result.suite): \(result.episodes) episodes, \(String(format: "%.0f", result.seconds.total)) s")
    for (name, metric) in result.metrics.sorted(by: { $0.key < $1.key }) {
      let values = [metric.mean, metric.lo, metric.hi, metric.truth, metric.copyLast, metric.secondTake].map { value in
        value.map { String(format: "%.4g", $0) } ?? "–"
      }
      let bounds = "[\(values[1]), \(values[2])]"
      print("\(name.padded(24)) \(values[0].padded(10)) \(bounds.padded(22)) n \(metric.n)  truth \(values[3])  copy \(values[4])  take \(values[5])")
    }
  }
}

extension String {
  fileprivate func padded(_ width: Int) -> String { padding(toLength: max(width, count), withPad: " ", startingAt: 0) }
}
