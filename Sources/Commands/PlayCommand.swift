import ArgumentParser
import Autograd
import Diagnostics
import Foundation
import Play
import RunStore
import Scenarios
import Viewer
import WorldModel

/// `orrery play`: driving inside a model.
struct PlayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "play",
    abstract: "Drive the robot inside a model, the simulator beside it.",
    discussion: """
      Keys or a gamepad move the hand; the model predicts what the cameras will see, the simulator runs the same \
      actions, and both are compared as you drive. F1 shows the keys. From a moment of a finished run: --from.

      EXAMPLE: orrery play scenarios/tabletop/free.yaml

      EXAMPLE: orrery play --from 20260101T1200 --frame 20

      EXAMPLE: orrery play scenarios/tabletop/free.yaml --headless --input-script keys.txt --screenshot window.png
      """)

  @Argument(help: "The scenario's YAML file.")
  var scenario: String?

  @Option(help: "Go on from a finished run: its name, or its beginning.")
  var from: String?

  @Option(help: "With --from: the run's frame to go on from (default: the last one that was given).")
  var frame: Int?

  @Option(help: "With --from: go on from what this sample predicted, from 1, instead of from the truth.")
  var sample: Int?

  @Option(help: "Keys that press themselves: lines of seconds, key, and seconds held.")
  var inputScript: String?

  @Flag(
    help: "Open no window: carry out the input script without a clock, so that the same seed gives the same frames.")
  var headless = false

  @Flag(help: "Drive in real time and measure delays; with --headless the window is drawn without a display.")
  var measure = false

  @Option(help: "Seconds to drive for (default: to the script's end).")
  var seconds: Double?

  @Option(help: "With --headless: draw the window into this PNG at the end, without a display.")
  var screenshot: String?

  @Option(help: "Size of the picture.")
  var size = "1280x800"

  @Option(help: "The folder that recordings are saved to.")
  var out = "."

  @Option(help: "A model's folder, instead of the one that the scenario names.")
  var model: String?

  @Option(help: "Arithmetic of the model: f32 or bf16 (default: the faster one on this CPU).")
  var precision: Precision = .fastest

  @Flag(help: "Print one JSON object on standard output, and nothing else there.")
  var json = false

  @OptionGroup var threads: ThreadOptions
  @OptionGroup var store: StoreOptions

  func validate() throws {
    guard (scenario == nil) != (from == nil) else {
      throw ValidationError("name a scenario, or a run with --from; not both")
    }
    if frame != nil && from == nil { throw ValidationError("--frame belongs to --from") }
    if sample != nil && from == nil { throw ValidationError("--sample belongs to --from") }
    if let seconds, !(0...86_400).contains(seconds) {
      throw ValidationError("--seconds takes 0 to 86400, not \(seconds)")
    }
    if headless && inputScript == nil && seconds == nil {
      throw ValidationError("--headless needs --input-script or --seconds: nobody is there to press keys")
    }
    if screenshot != nil && !headless { throw ValidationError("--screenshot needs --headless; in the window press F2") }
  }

  func run() throws {
    Interrupt.watch()
    threads.apply()
    let picture = try PictureSize(size)
    if let screenshot {
      try OutputPlace.requireReplaceable(screenshot, beginnings: OutputPlace.png, for: "--screenshot")
    }
    let script =
      try inputScript.map { try InputScriptFile(file: $0, windowKeys: Viewer.driveKeys) } ?? InputScriptFile()
    let session = try makeSession()
    defer { session.close() }
    let run = PlayRun(
      session: session, script: script, seconds: seconds, folder: URL(fileURLWithPath: out), screenshot: screenshot,
      size: picture)
    let summary = try headless ? (measure ? run.timed() : run.untimed()) : run.inWindow()
    print(json ? try StableJSON.text(summary) : summary.text)
  }

  private func makeSession() throws -> PlaySession {
    let model = try model.map { try ModelSource(argument: $0) }
    var origin: PlayOrigin
    if let from {
      let store = try store.open()
      let run = try store.run(from)
      origin = try PlayOrigin(
        run: run, scenario: try store.drawnScenario(of: run), frame: frame, sample: sample.map { $0 - 1 },
        records: store.records, model: model)
    } else {
      origin = try PlayOrigin(try Scenario(file: URL(fileURLWithPath: scenario ?? "")), model: model)
    }
    guard case .folder(let folder) = origin.scenario.model else {
      throw UserError(
        "\(origin.scenario.model.path) cannot be driven", at: origin.scenario.file.path,
        fix: "Name a model's folder with --model")
    }
    return try PlaySession(origin, model: WorldModel(folder: folder, precision: precision))
  }
}
