import Diagnostics
import Foundation
import RunStore
import Viewer

/// How long a fresh process takes to the first predicted frame on disk, what memory the whole run needs, and how fast the
/// window draws it.
enum ColdStart {
  struct Result {
    var seconds: Double
    var peakMemoryMB: Double
    /// Pictures a second of the window on one of these runs.
    var picturesPerSecond: Double?
  }

  /// Runs the demo scenario in processes of its own, in a store that is thrown away: once to record its truth, then
  /// three times for the median.
  static func measure(model: URL) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("orrery-bench-\(UUID().uuidString)")
    try AtomicFile.makeFolder(folder.path)
    defer { try? FileManager.default.removeItem(at: folder) }
    let scenario = try Installation.demoScenario()
    _ = try run(scenario, model: model, store: folder)
    let runs = try (0..<3).map { _ in try run(scenario, model: model, store: folder) }
    let store = try RunStore(at: folder)
    let window = try store.runs(limit: 1, status: .done).first.map { try RunFrameSource($0, records: store.records) }
    return Result(
      seconds: runs.map(\.seconds).sorted()[1], peakMemoryMB: runs.map(\.peakMemoryMB).max() ?? 0,
      // A machine that cannot draw still samples and trains.
      picturesPerSecond: window.flatMap { try? Viewer.picturesPerSecond(of: $0, lister: store.lister) })
  }

  private struct Summary: Decodable {
    struct Seconds: Decodable {
      var first_frame: Double
    }
    var seconds: Seconds
    var peak_memory_mb: Double
  }

  private static func run(_ scenario: URL, model: URL, store: URL) throws -> Result {
    try Interrupt.check()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = ["run", scenario.path, "--headless", "--json", "--store", store.path, "--model", model.path]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let text = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw UserError(
        "the run ended with \(process.terminationStatus)", at: scenario.path,
        fix: "Try it alone: orrery run \(scenario.path) --model \(model.path)")
    }
    let summary = try StableJSON.value(text, as: Summary.self, at: "the run's JSON")
    return Result(seconds: summary.seconds.first_frame, peakMemoryMB: summary.peak_memory_mb)
  }
}
