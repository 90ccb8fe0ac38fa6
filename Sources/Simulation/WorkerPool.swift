import Diagnostics
import Foundation
import Synchronization

/// Runs copies of this program that each record some shards of a data set.
///
/// Processes rather than threads: Mesa's software renderer shares one rasteriser between a process's contexts, so
/// threads would wait for each other, and version 22 has crashed with two. A process that a signal ended is started
/// again, a few times.
public final class WorkerPool: Sendable {
  private static let attempts = 3

  private let arguments: @Sendable ([Int]) -> [String]
  private let onEpisode: @Sendable () -> Void
  private let running = Mutex<[pid_t]>([])
  private let failure = Mutex<(any Error)?>(nil)

  /// - Parameters:
  ///   - arguments: the command line that records the given shards and prints an empty line per episode, or a line with its error.
  ///   - onEpisode: called for each such line, on any thread.
  public init(arguments: @escaping @Sendable ([Int]) -> [String], onEpisode: @escaping @Sendable () -> Void) {
    (self.arguments, self.onEpisode) = (arguments, onEpisode)
  }

  /// Spreads the shards over `workers` processes and waits for them.
  ///
  /// - Parameter missing: tells which of some shards are not there yet, after a process was lost.
  public func run(_ shards: [Int], workers: Int, missing: @escaping @Sendable () throws -> [Int]) throws {
    let group = DispatchGroup()
    for worker in 0..<min(workers, shards.count) {
      let own = shards.enumerated().filter { $0.offset % workers == worker }.map(\.element)
      group.enter()
      Thread.detachNewThread { [self] in
        defer { group.leave() }
        do { try keepRunning(own, missing) } catch { fail(error) }
      }
    }
    var isStopping = false
    while group.wait(timeout: .now() + 0.1) == .timedOut {
      guard !isStopping, Interrupt.isRaised || failure.withLock({ $0 != nil }) else { continue }
      isStopping = true
      for process in running.withLock({ $0 }) { kill(process, SIGINT) }
    }
    try Interrupt.check(advice: DatasetRecorder.resumeAdvice)
    if let error = failure.withLock({ $0 }) { throw error }
  }

  private func fail(_ error: any Error) { failure.withLock { $0 = $0 ?? error } }

  private func keepRunning(_ shards: [Int], _ missing: () throws -> [Int]) throws {
    var left = shards
    for attempt in 1... {
      guard let signal = try runOnce(left) else { return }
      if Interrupt.isRaised { return }
      if attempt == Self.attempts { throw WorkerLost(signal: signal) }
      let gone = Set(try missing())
      left = left.filter(gone.contains)
    }
  }

  /// The signal that ended the process, or nil where it did its work.
  private func runOnce(_ shards: [Int]) throws -> Int32? {
    let (process, output) = (Process(), Pipe())
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = arguments(shards)
    process.standardOutput = output
    try process.run()
    let number = process.processIdentifier
    running.withLock { $0.append(number) }
    let complaint = listen(to: output.fileHandleForReading)
    process.waitUntilExit()
    running.withLock { $0.removeAll { $0 == number } }
    if process.terminationReason == .uncaughtSignal { return process.terminationStatus }
    guard process.terminationStatus == 0 || Interrupt.isRaised else {
      if !complaint.isEmpty { throw UserError(complaint) }
      throw WorkerLost(signal: 0)
    }
    return nil
  }

  /// Counts the empty lines, one an episode, until the process ends; returns the others, which say what went wrong.
  private func listen(to pipe: FileHandle) -> String {
    var line: [UInt8] = []
    var complaint: [UInt8] = []
    while case let bytes = pipe.availableData, !bytes.isEmpty {
      for byte in bytes {
        if byte != 10 {
          line.append(byte)
        } else if line.isEmpty {
          onEpisode()
        } else {
          complaint = line
          line = []
        }
      }
    }
    return String(decoding: complaint, as: UTF8.self)
  }
}

/// A recording process that ended before its work was done; what it said is on standard error.
public struct WorkerLost: Error, CustomStringConvertible {
  /// 0 where it ended by itself.
  public var signal: Int32

  public var description: String {
    let how = signal == 0 ? "failed" : "was ended by signal \(signal)"
    return "a recording process \(how). \(DatasetRecorder.resumeAdvice)"
  }
}
