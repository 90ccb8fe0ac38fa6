import Foundation
import Synchronization

/// Progress on standard error: a bar on a terminal, otherwise a plain line now and then. Safe from any thread.
///
/// Nothing is shown for work that ends within two seconds.
public final class ProgressMeter: Sendable {
  private struct State {
    var done = 0
    var shown: Double = -.infinity
    var drawn = false
  }

  private let label: String
  private let unit: String
  private let total: Int
  private let start = ProgressMeter.now()
  private let isTerminal: Bool
  private let isQuiet: Bool
  private let state = Mutex(State())

  /// - Parameters:
  ///   - label: what is being done, such as `recording`.
  ///   - unit: what is counted, in the plural, such as `episodes`.
  public init(_ label: String, total: Int, unit: String, quiet: Bool = false) {
    self.label = label
    self.unit = unit
    self.total = total
    self.isQuiet = quiet
    self.isTerminal = isatty(STDERR_FILENO) == 1
  }

  /// Counts `count` more as done; `note` is shown behind the figures.
  public func advance(by count: Int = 1, note: String = "") {
    let now = Self.now()
    state.withLock { state in
      state.done += count
      let wait = isTerminal ? 0.1 : 10.0
      guard !isQuiet, now - start > 2, now - state.shown >= wait || state.done == total else { return }
      state.shown = now
      show(done: state.done, elapsed: now - start, note: note)
      state.drawn = true
    }
  }

  /// Ends the line of the bar. Harmless to call twice.
  public func finish() {
    state.withLock { state in
      if state.drawn && isTerminal { StandardError.write("\n") }
      state.drawn = false
    }
  }

  private func show(done: Int, elapsed: Double, note: String) {
    let rate = Double(done) / elapsed
    let left = rate > 0 ? Self.clock(Double(total - done) / rate) : "?"
    let figures = String(format: "%d/%d %@, %.2f/s, %@ left", done, total, unit, rate, left)
    let tail = note.isEmpty ? "" : " · \(note)"
    let line: String
    if isTerminal {
      let filled = total > 0 ? min(24, 24 * done / total) : 0
      let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: 24 - filled)
      line = "\r\u{1B}[K\(label) \(bar) \(figures)\(tail)"
    } else {
      line = "\(label): \(figures)\(tail)\n"
    }
    StandardError.write(line)
  }

  /// `1:05` or `2:03:04`.
  static func clock(_ seconds: Double) -> String {
    let whole = Int(seconds.rounded(.up))
    let (hours, minutes, rest) = (whole / 3600, whole / 60 % 60, whole % 60)
    return hours > 0 ? String(format: "%d:%02d:%02d", hours, minutes, rest) : String(format: "%d:%02d", minutes, rest)
  }

  private static func now() -> Double { ProcessInfo.processInfo.systemUptime }
}
