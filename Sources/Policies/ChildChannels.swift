import Foundation

/// What a program is spoken to through: its standard input, output and error, none of which ever blocks.
struct ChildChannels {
  /// −1 once closed.
  private var input, output, errors: Int32
  /// What it has written and nobody has taken yet.
  private(set) var received: [UInt8] = []
  private var outbox: ArraySlice<UInt8> = []
  private var complaint: [UInt8] = []

  private static let piece = 1 << 16
  /// Bytes of its standard error that are kept.
  private static let memory = 1 << 12

  /// Takes over this program's ends, which do not block.
  init(input: Int32, output: Int32, errors: Int32) {
    (self.input, self.output, self.errors) = (input, output, errors)
  }

  /// Whether it has closed its output.
  var isSilent: Bool { output < 0 }

  mutating func send(_ bytes: [UInt8]) { outbox += bytes }

  mutating func take(_ count: Int) -> [UInt8] {
    defer { received.removeFirst(count) }
    return Array(received.prefix(count))
  }

  /// The last line of its standard error; empty where it said nothing.
  var lastWords: String {
    let lines = String(decoding: complaint, as: UTF8.self).split(whereSeparator: \.isNewline)
    return lines.map { $0.trimmingCharacters(in: .whitespaces) }.last { !$0.isEmpty } ?? ""
  }

  /// One look at the three of them: sends what is queued, and takes what has come.
  mutating func move(waiting milliseconds: Int32) {
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
  private mutating func push() {
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
    Foundation.close(channel)
    channel = -1
    return nil
  }

  /// Takes what it said last, which may still be on its way.
  mutating func readLastWords() {
    while errors >= 0, Self.hasMore(errors) { move(waiting: 0) }
  }

  private static func hasMore(_ channel: Int32) -> Bool {
    var one = pollfd(fd: channel, events: Int16(POLLIN), revents: 0)
    return Foundation.poll(&one, 1, 0) > 0
  }

  mutating func closeInput() {
    if input >= 0 { Foundation.close(input) }
    (input, outbox) = (-1, [])
  }

  mutating func close() {
    closeInput()
    for channel in [output, errors] where channel >= 0 { Foundation.close(channel) }
    (output, errors) = (-1, -1)
  }
}
