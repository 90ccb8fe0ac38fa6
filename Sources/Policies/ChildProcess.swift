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
  /// −1 once closed.
  private var input: Int32
  private var output: Int32
  private var errors: Int32
  /// What it has written and nobody has taken yet.
  private(set) var received: [UInt8] = []
  private var outbox: ArraySlice<UInt8> = []
  private var complaint: [UInt8] = []
  private var status: Int32?
  private var isStopped = false
  private let cancellation: Cancellation?

  private static let piece = 1 << 16
  /// Seconds of one look at the channels.
  private static let longestWait = 0.1
  /// Bytes of its standard error that are kept.
  private static let memory = 1 << 12

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
    (pid, input, output, errors) = (process, channels.input, channels.output, channels.errors)
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

  /// Queues bytes; they go out while something is waited for.
  func send(_ bytes: [UInt8]) { outbox += bytes }

  /// Takes the first `count` received bytes.
  func take(_ count: Int) -> [UInt8] {
    defer { received.removeFirst(count) }
    return Array(received.prefix(count))
  }

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
      move(waiting: Int32(1000 * min(Self.longestWait, left)) + 1)
      left -= min(2 * Self.longestWait, begin.duration(to: .now) / .seconds(1))
      if output < 0, try !isDone(self) { throw Trouble.ended(end()) }
    }
  }

  /// Receives what is there already, without waiting.
  func poll() { move(waiting: 0) }

  /// The last line of its standard error; empty where it said nothing.
  var lastWords: String {
    let lines = String(decoding: complaint, as: UTF8.self).split(whereSeparator: \.isNewline)
    return lines.map { $0.trimmingCharacters(in: .whitespaces) }.last { !$0.isEmpty } ?? ""
  }

  /// One look at the three channels.
  private func move(waiting milliseconds: Int32) {
    var channels = [
      pollfd(fd: output, events: Int16(POLLIN), revents: 0), pollfd(fd: errors, events: Int16(POLLIN), revents: 0),
      pollfd(fd: outbox.isEmpty ? -1 : input, events: Int16(POLLOUT), revents: 0),
    ]
    guard Foundation.poll(&channels, 3, milliseconds) > 0 else { return }
    if channels[2].revents != 0 { push() }
    if channels[1].revents != 0, let bytes = Self.read(&errors) {
      complaint = (complaint + bytes).suffix(Self.memory)
    }
    if channels[0].revents != 0, let bytes = Self.read(&output) { received += bytes }
  }

  /// A program that stops listening is not an error by itself: it may have answered already.
  private func push() {
    let sent = outbox.withUnsafeBytes { Foundation.send(input, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
    if sent > 0 {
      outbox = outbox.dropFirst(sent)
    } else if sent < 0, errno != EAGAIN, errno != EINTR {
      outbox = []
    }
  }

  /// A piece, or nil and the channel closed at its end.
  private static func read(_ channel: inout Int32) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: piece)
    let count = Foundation.read(channel, &bytes, piece)
    if count > 0 { return Array(bytes.prefix(count)) }
    if count < 0, errno == EAGAIN || errno == EINTR { return [] }
    close(channel)
    channel = -1
    return nil
  }

  /// Tells it that nothing more will come.
  func closeInput() {
    if input >= 0 { close(input) }
    (input, outbox) = (-1, [])
  }

  /// How it ended: waits a moment for a program that has closed its output, then kills it.
  private func end() -> String {
    for _ in 0..<100 where !isGone() { usleep(10_000) }
    // What it said last may still be in the channel.
    while errors >= 0, Self.hasMore(errors) { move(waiting: 0) }
    guard let status else { return "closed its standard output" }
    let signal = status & 0x7F
    return signal == 0 ? "ended with exit code \((status >> 8) & 0xFF)" : "was ended by signal \(signal)"
  }

  private static func hasMore(_ channel: Int32) -> Bool {
    var one = pollfd(fd: channel, events: Int16(POLLIN), revents: 0)
    return Foundation.poll(&one, 1, 0) > 0
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
    closeInput()
    for channel in [output, errors] where channel >= 0 { close(channel) }
    (output, errors) = (-1, -1)
    kill(-pid, SIGKILL)
    var code: Int32 = 0
    if status == nil, waitpid(pid, &code, 0) == pid { status = code }
  }
}
