import CSpawn
import Diagnostics
import Foundation

/// Another program that is spoken to over its standard input and output, with a deadline for everything.
///
/// It leads a process group of its own, which is killed as a whole when its owner goes: what it started dies with it.
final class ChildProcess {
  /// Why nothing more can be read.
  enum Trouble: Error {
    case timeout
    /// It closed its output; with what it said of its end.
    case ended(String)
  }

  private let pid: pid_t
  private var channels: ChildChannels
  private var status: Int32?
  private var isStopped = false
  private let cancellation: Cancellation?

  /// Seconds of one look at the channels.
  private static let longestWait = 0.1

  /// - Parameter cancellation: ends what is waited for, as ctrl-C does.
  /// - Throws: `UserError` where there is no such program.
  init(_ command: [String], in folder: URL, cancellation: Cancellation? = nil) throws {
    self.cancellation = cancellation
    var channels = orrery_channels()
    var process: pid_t = 0
    guard orrery_channels_open(&channels) == 0 else {
      throw UserError("no channel to it can be opened: \(String(cString: strerror(errno)))", at: "policy")
    }
    let environment = ProcessInfo.processInfo.environment.map { "\($0.key)=\($0.value)" }
    let error = Self.withPointers(command) { words in
      Self.withPointers(environment) { orrery_spawn(&channels, words, $0, folder.path, &process) }
    }
    guard error == 0 else {
      for channel in [channels.input, channels.output, channels.errors] { close(channel) }
      throw Self.cannotStart(command, error)
    }
    pid = process
    self.channels = ChildChannels(input: channels.input, output: channels.output, errors: channels.errors)
  }

  deinit { stop() }

  private static func cannotStart(_ command: [String], _ error: Int32) -> UserError {
    if error == ENOENT {
      return UserError("there is no program \"\(command[0])\"", at: "policy", fix: "Check the first word of `command`")
    }
    return UserError("\"\(command[0])\" cannot be started: \(String(cString: strerror(error)))", at: "policy")
  }

  /// C strings with a null pointer behind them, as `exec` wants them.
  private static func withPointers<Result>(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let pointers = texts.map { strdup($0) } + [nil]
    defer { for pointer in pointers { free(pointer) } }
    return body(pointers)
  }

  /// What it has written and nobody has taken yet.
  var received: [UInt8] { channels.received }

  /// Queues bytes; they go out while something is waited for.
  func send(_ bytes: [UInt8]) { channels.send(bytes) }

  /// Takes the first `count` received bytes.
  func take(_ count: Int) -> [UInt8] { channels.take(count) }

  /// Sends and receives until `isDone`.
  ///
  /// Time in which this program itself was stopped (ctrl-Z, a laptop asleep) does not count.
  ///
  /// - Throws: `Trouble`, whatever `isDone` throws, and `Interrupted` on ctrl-C or when cancelled.
  func exchange(within seconds: Double, until isDone: (ChildProcess) throws -> Bool) throws {
    var left = seconds
    while try !isDone(self) {
      try Interrupt.check()
      try cancellation?.check()
      guard left > 0 else { throw Trouble.timeout }
      let begin = ContinuousClock.now
      // In pieces, so that ctrl-C is seen.
      channels.move(waiting: Int32(1000 * min(Self.longestWait, left)) + 1)
      left -= min(2 * Self.longestWait, begin.duration(to: .now) / .seconds(1))
      if channels.isSilent, try !isDone(self) { throw Trouble.ended(end()) }
    }
  }

  /// Receives what is there already, without waiting.
  func poll() { channels.move(waiting: 0) }

  /// Tells it that nothing more will come.
  func closeInput() { channels.closeInput() }

  /// The last line of its standard error; empty where it said nothing.
  var lastWords: String { channels.lastWords }

  /// How it ended: waits a moment for a program that has closed its output, then kills it.
  private func end() -> String {
    for _ in 0..<100 where !isGone() { usleep(10_000) }
    // What it said last may still be in the channel.
    channels.readLastWords()
    guard let status else { return "closed its standard output" }
    let signal = status & 0x7F
    return signal == 0 ? "ended with exit code \((status >> 8) & 0xFF)" : "was ended by signal \(signal)"
  }

  private func isGone() -> Bool {
    guard status == nil else { return true }
    var code: Int32 = 0
    guard waitpid(pid, &code, WNOHANG) == pid else { return false }
    status = code
    return true
  }

  /// Kills it and whatever it started; harmless to call twice.
  func stop() {
    guard !isStopped else { return }
    isStopped = true
    channels.close()
    kill(-pid, SIGKILL)
    var code: Int32 = 0
    if status == nil, waitpid(pid, &code, 0) == pid { status = code }
  }
}
