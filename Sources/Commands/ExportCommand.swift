import ArgumentParser
import Diagnostics
import Episodes
import Foundation
import Recordings
import RunStore

/// `orrery export`: predictions and recordings for other programs.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a run's predictions or a data set's episodes for other programs.",
    discussion: """
      A run gives what really happened as episode 0 and each sample after it, all with the context frames and the \
      actions. lerobot is a LeRobot 2.1 data set; mp4 is a film an episode and camera with the actions in a CSV file.

      EXAMPLE: orrery export 20260101T1200 --out push-predicted
      EXAMPLE: orrery export data/g1 --episodes 0-9 --format mp4 --out films
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case lerobot, mp4 }

  @Argument(help: "A run's name or its beginning, a data set's folder, or an HDF5 file.")
  var source: String

  @Option(help: "The folder to make.")
  var out: String

  @Option(help: "lerobot or mp4.")
  var format = Format.lerobot

  @Option(help: "Episodes by number, such as 0-31,40 (default: all).")
  var episodes: String?

  @OptionGroup var store: StoreOptions

  @Flag(help: "Print JSON on standard output.")
  var json = false

  func run() throws {
    Interrupt.watch()
    let set =
      FileManager.default.fileExists(atPath: source)
      ? try ExportSource(dataset: source) : try ExportSource(run: store.look().run(source))
    let wanted = try episodes.map { try ImportOptions.episodes(parsing: $0) }
    let numbers = (0..<set.count).filter { wanted?.contains($0) ?? true }
    guard !numbers.isEmpty else {
      throw UserError("none of its \(set.count) episodes is asked for", at: "--episodes", fix: "They count from 0")
    }
    let export: any EpisodeExport =
      switch format {
      case .lerobot:
        try LeRobotExport(out, robot: set.robot, actionNames: set.actionNames, stateNames: set.stateNames)
      case .mp4: try FilmExport(out, actionNames: set.actionNames)
      }
    let meter = ProgressMeter("exporting", total: numbers.count, unit: "episodes")
    defer { meter.finish() }
    var frames = 0
    for number in numbers {
      let clip = try set.clip(number)
      try export.append(clip)
      frames += clip.frames
      meter.advance()
    }
    try export.finish()
    meter.finish()
    struct Summary: Encodable {
      var folder, format: String
      var episodes, frames: Int
    }
    let summary = Summary(folder: out, format: format.rawValue, episodes: numbers.count, frames: frames)
    print(json ? try StableJSON.text(summary) : "\(out): \(numbers.count) episodes, \(frames) frames")
  }
}
