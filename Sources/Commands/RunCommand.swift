import ArgumentParser
import Autograd
import Diagnostics
import Foundation
import RunStore
import Scenarios
import TensorCore
import Viewer
import WorldModel

/// `orrery run`: the main job.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Predict a scenario's future, score it against truth, and show it.",
    discussion: """
      Records the truth (or reads it back), predicts every sample, scores them, writes a report and a video, and opens \
      the window. With --headless no window is opened; a picture of it is written all the same.

      EXAMPLE: orrery run scenarios/tabletop/push-cube.yaml --headless --json
      """)

  @Argument(help: "The scenario's YAML file.")
  var scenario: String

  @Flag(help: "Open no window.")
  var headless = false

  @Flag(help: "Print one JSON object on standard output, and nothing else there.")
  var json = false

  @Option(help: "A model's folder or baseline, instead of the one that the scenario names.")
  var model: String?

  @Option(help: "Arithmetic of the model: f32 or bf16 (default: the faster one on this CPU).")
  var precision: Precision = .fastest

  @Option(help: "Write the model's inputs and latents to this folder as context.npz and latents.npz.")
  var dumpTensors: String?

  @OptionGroup var threads: ThreadOptions
  @OptionGroup var store: StoreOptions

  func run() throws {
    Interrupt.watch()
    threads.apply()
    var scenario = try Scenario(file: URL(fileURLWithPath: scenario))
    if let model { scenario.model = try ModelSource(argument: model) }
    let store = try store.open()
    let outcome = try Self.perform(
      scenario, store: store, precision: precision, dump: dumpTensors.map { URL(fileURLWithPath: $0) },
      say: Console.say)
    if json {
      print(try StableJSON.text(outcome.summary))
    } else {
      print(ScoreText.table(outcome.summary))
      print("report  \(outcome.summary.files.report)\nvideo   \(outcome.summary.files.video)")
      print("window  \(outcome.summary.files.screenshot)")
    }
    guard !headless, !json, Self.hasDisplay else { return }
    let source = try RunFrameSource(outcome.record, records: store.records)
    try MainActor.assumeIsolated { try Viewer.run(source: source, lister: store.lister, selected: outcome.record.id) }
  }

  static var hasDisplay: Bool {
    ["DISPLAY", "WAYLAND_DISPLAY"].contains { !(ProcessInfo.processInfo.environment[$0] ?? "").isEmpty }
  }

  /// Runs a scenario with the model it names.
  static func perform(
    _ scenario: Scenario, store: RunStore, precision: Precision = .fastest, dump: URL? = nil,
    say: @escaping (String) -> Void
  ) throws -> RunPipeline.Outcome {
    let predictor = try scenario.model.predictor(precision: precision, dump: dump)
    let pipeline = RunPipeline(
      store: store, threads: ThreadPool.threads, version: Installation.version,
      engine: EngineFacts.description(precision),
      say: say)
    return try pipeline.run(scenario, with: predictor) { record, file in
      let source = try RunFrameSource(record)
      try Viewer.screenshot(
        source: source, lister: store.lister, selected: record.id, path: file.path, frame: source.frameCount - 1)
    }
  }
}

extension Precision: ExpressibleByArgument {
  public init?(argument: String) { self.init(rawValue: argument) }
}
