import ArgumentParser
import Diagnostics
import Foundation
import RunStore
import Scenarios
import Viewer

/// `orrery view`: the window.
struct ViewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "view",
    abstract: "Look at a run: truth, prediction and difference on one timeline.",
    discussion: """
      Without a name the newest run is shown; where there is none yet, the demo scenario is run first.

      EXAMPLE: orrery view --screenshot window.png
      """)

  @Argument(help: "The run's name, or its beginning.")
  var name: String?

  @OptionGroup var store: StoreOptions

  @Option(help: "Draw the window into this PNG instead of opening it; needs no display.")
  var screenshot: String?

  @Option(help: "Size of the picture.")
  var size = "1280x800"

  @Option(help: "The frame shown in the picture (default: the last).")
  var frame: Int?

  func run() throws {
    let picture = try PictureSize(size)
    let store = try store.open()
    let run = try chosen(store)
    let source = try RunFrameSource(run)
    if let screenshot {
      try Viewer.screenshot(
        source: source, lister: store.lister, selected: run.id, path: screenshot, width: picture.width,
        height: picture.height,
        frame: frame ?? source.frameCount - 1)
    } else {
      try MainActor.assumeIsolated { try Viewer.run(source: source, lister: store.lister, selected: run.id) }
    }
  }

  private func chosen(_ store: RunStore) throws -> RunRecord {
    if let name { return try store.run(name) }
    if let newest = try store.runs(limit: 1, status: .done).first { return newest }
    Interrupt.watch()
    let scenario = try Scenario(file: try Installation.demoScenario())
    return try RunCommand.perform(scenario, store: store, say: Console.say).record
  }
}
