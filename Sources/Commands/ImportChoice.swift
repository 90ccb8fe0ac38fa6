import ArgumentParser
import Configuration
import Diagnostics
import Episodes
import Foundation
import Recordings

/// What to take of a recording, and in which form.
struct ImportChoice: ParsableArguments {
  @Option(help: "Insist on a layout: \(RecordingFormat.allCases.map(\.rawValue).joined(separator: ", ")).")
  var format: String?

  @Option(help: "Cameras, separated by commas (default: all).")
  var cameras: String?

  @Option(help: "Episodes by number, such as 0-31,40 (default: all).")
  var episodes: String?

  @Option(help: "Frames a second (default: near 10 for targets, else the recording's own).")
  var rate: Double?

  @Option(help: "Size of the frames: 192x144, auto (the recording's shape, up to 192² pixels) or native.")
  var size = "auto"

  @Option(help: "Where the shapes differ: exact (refuse), crop, letterbox or stretch.")
  var fit = FrameFit.exact.rawValue

  @Option(help: "Starting points within the time of a frame; each makes an episode of its own.")
  var phases = 1

  @Option(
    parsing: .unconditional,
    help: "Speeds at which each episode is seen besides, such as 0.67,1.33,-1 (backwards): an episode more each.")
  var speeds: String?

  @Option(name: .customLong("hold-out"), help: "Put the last N episodes into OUT-held-out.")
  var holdOut = 0

  @Option(help: "An action contract to use, as --write-contract writes it.")
  var contract: String?

  @Option(help: "Write the action contract that the data suggest to this file.")
  var writeContract: String?

  @Option(help: "Threads (default: one per core). They never change a byte.")
  var workers: Int?

  @Option(help: "Episodes per file.")
  var shard = 4

  func options() throws -> ImportOptions {
    var options = ImportOptions()
    options.format = try format.map { try RecordingFormat(parsing: $0) }
    options.cameras = cameras?.split(separator: ",").map(String.init)
    options.episodes = try episodes.map { try ImportOptions.episodes(parsing: $0) }
    options.rate = try rate.map { try Self.within($0, 0.1...1000, "--rate") }
    options.size = try FrameSize(parsing: size)
    options.fit = try FrameFit(parsing: fit)
    options.phases = try Self.within(phases, 1...64, "--phases")
    options.speeds = try speeds.map { try ImportOptions.speeds(parsing: $0) } ?? []
    options.shard = try Self.within(shard, 1...100_000, "--shard")
    options.workers = try Self.within(workers ?? ProcessInfo.processInfo.activeProcessorCount, 1...256, "--workers")
    _ = try Self.within(holdOut, 0...1_000_000, "--hold-out")
    options.contract = try contract.map { try ActionContract(SettingsNode(file: URL(fileURLWithPath: $0))) }
    return options
  }

  private static func within<Value: Comparable>(_ value: Value, _ range: ClosedRange<Value>, _ name: String) throws
    -> Value
  {
    guard range.contains(value) else {
      throw UserError("\(value) is outside \(range.lowerBound)-\(range.upperBound)", at: name)
    }
    return value
  }
}
