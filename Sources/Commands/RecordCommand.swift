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

      EXAMPLE: orrery record scenarios/physics/fall.xml --episodes 20 --seed 210000 --start-range unseen-speed --out data/fast
      """)

  @Argument(help: "The world, an MJCF file.")
  var world: String

  @Option(help: "How many episodes.")
  var episodes: Int

  @Option(help: "The data set's folder.")
  var out: String

  @Option(help: "The first episode's seed.")
  var seed: UInt64

  @Option(help: "Frames per episode, at the world's rate.")
  var frames = 49

  @Option(help: "Side of the square images, pixels.")
  var size = 128

  @Option(help: "Cameras of the world, separated by commas (default: all).")
  var cameras: String?

  @Option(help: "What to record: rgb, depth and segmentation, separated by commas, or all.")
  var channels = "all"

  @Option(help: "Policies and their shares (default: the world's own, or \(PolicyMix.standard.description)).")
  var policies: String?

  @Option(help: "Where starts are drawn from, in a world that has start ranges (default: training).")
  var startRange: String?

  @Option(help: "Threads (default: one per core).")
  var workers: Int?

  @Option(help: "Episodes per file.")
  var shard = 50

  @Flag(help: "Print a JSON summary on standard output.")
  var json = false

  /// The shards of a worker process: it prints a line per episode and leaves the summary to its parent.
  @Option(help: .hidden)
  var onlyShards: String?

  func run() throws {
    let start = Date()
    let workers = workers ?? ProcessInfo.processInfo.activeProcessorCount
    guard (1...256).contains(workers) else { throw UserError("\(workers) is outside 1-256", at: "--workers") }
    let recorder = try makeRecorder()
    Interrupt.watch()
    if let onlyShards { return try work(recorder, onlyShards) }
    let meter = ProgressMeter("recording", total: episodes, unit: "episodes")
    defer { meter.finish() }
    let manifest = try record(recorder, workers, meter)
    meter.finish()
    try report(manifest, seconds: Date().timeIntervalSince(start))
  }

  private func work(_ recorder: DatasetRecorder, _ list: String) throws {
    do {
      let shards = list.split(separator: ",").compactMap { Int($0) }
      try recorder.record(shards: shards) { FileHandle.standardOutput.write(Data("\n".utf8)) }
    } catch is Interrupted {
      // The parent says so once for all.
      throw ExitCode(Interrupted.exitCode)
    } catch let error as UserError {
      // The parent says this too: several workers may meet the same full disk.
      FileHandle.standardOutput.write(Data("\(error)\n".utf8))
      throw ExitCode(2)
    }
  }

  private func record(_ recorder: DatasetRecorder, _ workers: Int, _ meter: ProgressMeter) throws -> DatasetManifest {
    let missing = try recorder.missingShards(meter)
    if min(workers, missing.count) < 2 {
      try recorder.record(shards: missing) { meter.advance() }
    } else {
      let own = Array(CommandLine.arguments.dropFirst())
      let pool = WorkerPool(
        arguments: { own + ["--only-shards", $0.map(String.init).joined(separator: ",")] },
        onEpisode: { meter.advance() })
      try pool.run(missing, workers: workers) { try recorder.missingShards() }
    }
    return try recorder.finish()
  }

  private func makeRecorder() throws -> DatasetRecorder {
    let world = try World(file: world)
    let plan = DatasetPlan(
      firstSeed: seed, episodes: episodes, mix: try policies.map { try PolicyMix(parsing: $0) } ?? world.usualPolicies,
      settings: try settings(world), shardEpisodes: shard, startRange: startRange)
    return try DatasetRecorder(world, plan, folder: out)
  }

  private func settings(_ world: World) throws -> RecordingSettings {
    let known = ["rgb", "depth", "segmentation"]
    let wanted = channels == "all" ? known : channels.split(separator: ",").map(String.init)
    for channel in wanted where !known.contains(channel) {
      throw UserError(
        "no channel is called \"\(channel)\"", at: "--channels",
        fix: "Choose among \(known.joined(separator: ", ")) and all")
    }
    guard wanted.contains("rgb") else {
      throw UserError("rgb is missing", at: "--channels", fix: "Every episode has colour")
    }
    return RecordingSettings(
      frames: frames, width: size, height: size,
      cameras: cameras.map { $0.split(separator: ",").map(String.init) } ?? world.cameras,
      depth: wanted.contains("depth"), segmentation: wanted.contains("segmentation"))
  }

  private func report(_ manifest: DatasetManifest, seconds: Double) throws {
    if json {
      let summary = Summary(
        folder: out, episodes: manifest.episodes, frames: manifest.frames, policies: manifest.policies, seconds: seconds
      )
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      print(String(decoding: try encoder.encode(summary), as: UTF8.self))
    } else {
      let policies = manifest.policies.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(
        separator: ", ")
      print(
        "\(out): \(manifest.episodes) episodes, \(manifest.frames) frames (\(policies)), \(Int(seconds.rounded())) s")
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
