import ArgumentParser
import Diagnostics
import Episodes
import Foundation
import Simulation

/// `orrery record`: episodes of scripted policies in a world, as a data set.
struct RecordCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record",
    abstract: "Record episodes of a simulated world as a data set.",
    discussion: """
      Episode i has seed S + i, and the seed decides its policy, its start and its motion: the same command gives the \
      same bytes, whatever the number of workers. Finished files are kept, so an interrupted recording is resumed by \
      the same command. By custom, seeds below 100000 are for training, 100000-199999 for validation, 200000-299999 \
      for evaluation suites, and 800000 and up for checks by others.

      EXAMPLE: orrery record scenarios/tabletop/world.xml --episodes 500 --seed 0 --channels rgb --out data/tabletop
      """)

  @Argument(help: "The world, an MJCF file.")
  var world: String

  @Option(help: "How many episodes.")
  var episodes: Int

  @Option(help: "The data set's folder.")
  var out: String

  @Option(help: "The first episode's seed.")
  var seed: UInt64

  @Option(help: "Frames per episode, 10 a second.")
  var frames = 49

  @Option(help: "Side of the square images, pixels.")
  var size = 128

  @Option(help: "Cameras of the world, separated by commas.")
  var cameras = "front,side,wrist"

  @Option(help: "What to record: rgb, depth and segmentation, separated by commas, or all.")
  var channels = "all"

  @Option(help: "Policies and their shares.")
  var policies = PolicyMix.standard.description

  @Option(help: "Threads (default: one per core).")
  var workers: Int?

  @Option(help: "Episodes per file.")
  var shard = 50

  @Flag(help: "Print a JSON summary on standard output.")
  var json = false

  func run() throws {
    let start = Date()
    let workers = workers ?? ProcessInfo.processInfo.activeProcessorCount
    guard (1...256).contains(workers) else { throw UserError("\(workers) is outside 1-256", at: "--workers") }
    let plan = DatasetPlan(
      firstSeed: seed, episodes: episodes, mix: try PolicyMix(parsing: policies), settings: try settings(),
      shardEpisodes: shard)
    let recorder = try DatasetRecorder(World(file: world), plan, folder: out)
    Interrupt.watch()
    let meter = ProgressMeter("recording", total: episodes, unit: "episodes")
    defer { meter.finish() }
    let manifest = try recorder.run(workers: workers, progress: meter)
    meter.finish()
    try report(manifest, seconds: Date().timeIntervalSince(start))
  }

  private func settings() throws -> RecordingSettings {
    let known = ["rgb", "depth", "segmentation"]
    let wanted = channels == "all" ? known : channels.split(separator: ",").map(String.init)
    for channel in wanted where !known.contains(channel) {
      throw UserError("no channel is called \"\(channel)\"", at: "--channels", fix: "Choose among \(known.joined(separator: ", ")) and all")
    }
    guard wanted.contains("rgb") else { throw UserError("rgb is missing", at: "--channels", fix: "Every episode has colour") }
    return RecordingSettings(
      frames: frames, width: size, height: size, cameras: cameras.split(separator: ",").map(String.init),
      depth: wanted.contains("depth"), segmentation: wanted.contains("segmentation"))
  }

  private func report(_ manifest: DatasetManifest, seconds: Double) throws {
    if json {
      let summary = Summary(
        folder: out, episodes: manifest.episodes, frames: manifest.frames, policies: manifest.policies, seconds: seconds)
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      print(String(decoding: try encoder.encode(summary), as: UTF8.self))
    } else {
      let policies = manifest.policies.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", ")
      print("\(out): \(manifest.episodes) episodes, \(manifest.frames) frames (\(policies)), \(Int(seconds.rounded())) s")
    }
  }

  private struct Summary: Encodable {
    var folder: String
    var episodes: Int
    var frames: Int
    var policies: [String: Int]
    var seconds: Double
  }
}
