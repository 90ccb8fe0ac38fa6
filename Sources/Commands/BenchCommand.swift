import ArgumentParser
import Diagnostics
import Foundation
import NeuralNetwork
import Scenarios
import TensorCore
import Training
import WorldModel

/// `orrery bench`: how fast the shipped model runs here, as shares of what this machine can do.
struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "Measure sampling, training, scoring, drawing and start-up against this machine's ceiling.",
    discussion: """
      Rates are medians over repeats; the ceiling is the best matrix product in the arithmetic the model runs in here \
      (bf16, or f32 where that is faster), measured in the same minute. Close other programs first.

      EXAMPLE: orrery bench --json
      """)

  @Option(help: "The model's folder (default: the tabletop model that comes with the program).")
  var model: String?

  @Option(help: "Threads (default: OMP_NUM_THREADS, else the cores).")
  var threads: Int?

  @Option(help: "How often sampling and training are timed.")
  var repeats = 5

  @Flag(
    help: "Leave out scoring, the start-up of a whole run and the drawing of it, which record their scenario first.")
  var engineOnly = false

  @Flag(help: "Print one JSON object on standard output, and nothing else there.")
  var json = false

  func validate() throws {
    if let threads, !(1...256).contains(threads) { throw ValidationError("--threads takes 1 to 256, not \(threads)") }
    guard (1...1000).contains(repeats) else { throw ValidationError("--repeats takes 1 to 1000, not \(repeats)") }
  }

  func run() throws {
    Interrupt.watch()
    if let threads { ThreadPool.configure(threads: threads) }
    let folder =
      try model.map { URL(fileURLWithPath: $0) } ?? Installation.share().appendingPathComponent("models/tabletop")
    let bench = try ModelBenchmark(folder: folder, repeats: repeats)
    var report = try bench.run(say: Console.say)
    if !engineOnly {
      Console.say("scoring: every score of one prediction of the demo scenario")
      report.scoring = try bench.scoring(Scenario(file: Installation.demoScenario()))
      Console.say("start-up and drawing: a run of the demo scenario, its records cached")
      let start = try ColdStart.measure(model: folder)
      (report.coldStartSeconds, report.peakMemoryMB) = (start.seconds, start.peakMemoryMB)
      report.drawing = start.picturesPerSecond.map(BenchReport.Drawing.init)
    }
    print(json ? try StableJSON.text(report) : report.table)
  }
}
