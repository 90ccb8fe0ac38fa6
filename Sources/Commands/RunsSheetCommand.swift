import ArgumentParser
import Diagnostics
import Foundation
import Media
import Scenarios

/// `orrery runs sheet`: film strips of runs under one another, for papers and pages.
struct RunsSheetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sheet", abstract: "Write a picture of runs: truth above prediction, moments side by side.",
    discussion: "EXAMPLE: orrery runs sheet 20260101T1200 20260101T1300 --out sheet.png")

  @Argument(help: "The runs' names, or their beginnings.")
  var names: [String]

  @Option(help: "The PNG file to write.")
  var out: String

  @Option(help: "A camera of the runs (default: each run's first).")
  var camera: String?

  @Option(help: "Moments of the horizon to show.")
  var moments = 8

  @Option(help: "Side of a predicted pixel in the picture.")
  var enlarge = 1

  @Flag(help: "Leave out the truth: for recordings that may not be shown.")
  var predicted = false

  @OptionGroup var store: StoreOptions

  func validate() throws {
    guard (1...64).contains(moments) else { throw ValidationError("--moments takes 1 to 64, not \(moments)") }
    guard (1...8).contains(enlarge) else { throw ValidationError("--enlarge takes 1 to 8, not \(enlarge)") }
  }

  func run() throws {
    try OutputPlace.requireReplaceable(out, beginnings: OutputPlace.png, for: "--out")
    let store = try store.look()
    let strips = try names.map { name in
      let run = try store.run(name)
      let folder = URL(fileURLWithPath: run.folder)
      let first = try RunView.read(from: folder).cameras[0]
      return try FilmStrip(folder: folder, title: run.scenario)
        .image(camera: camera ?? first, moments: moments, enlarge: enlarge, truth: !predicted)
    }
    try Image.column(strips, gap: 8).writePNG(to: out)
    print(out)
  }
}
