import Diagnostics
import Foundation

/// One question to a policy and its answer, with everything that may be wrong with it.
struct PolicyExchange {
  let child: ChildProcess
  let program: PolicyProgram
  /// The request's number; nil for the greeting.
  let step: Int?

  /// A line longer than this is none.
  private static let longestLine = 1 << 16
  private static let newline = UInt8(ascii: "\n")

  func line(_ value: some Encodable) throws -> [UInt8] { Array(try StableJSON.data(value)) + [Self.newline] }

  /// What came wrong, with the policy's last words; the policy is killed.
  private func failure(_ what: String, fix: String = "") -> UserError {
    let words = child.lastWords
    child.stop()
    let said = words.isEmpty ? "" : " (it said: \(words.prefix(300)))"
    return UserError(what + said, at: "policy `\(program.line)`", fix: fix)
  }

  private var question: String { step.map { "request \($0)" } ?? "the greeting" }

  /// Waits, and says in the user's words why there was nothing to wait for.
  private func wait(until isDone: (ChildProcess) throws -> Bool) throws {
    do {
      try child.exchange(within: program.timeout, until: isDone)
    } catch ChildProcess.Trouble.timeout {
      throw failure(
        "gave no whole answer to \(question) within \(program.timeout) s and was stopped",
        fix: "See where it hangs, or raise `timeout`")
    } catch ChildProcess.Trouble.ended(let how) {
      throw failure("\(how) before it answered \(question)", fix: "Run it by hand to see why")
    }
  }

  /// The JSON line of the answer.
  func answer<Answer: Decodable>() throws -> Answer {
    try wait { $0.received.contains(Self.newline) || $0.received.count > Self.longestLine }
    guard let end = child.received.firstIndex(of: Self.newline), end <= Self.longestLine else {
      throw failure("answered \(question) with \(child.received.count) bytes and no line of JSON", fix: Self.advice)
    }
    let line = child.take(end + 1).dropLast()
    do {
      return try StableJSON.value(Data(line), as: Answer.self, at: "")
    } catch let error as UserError {
      let shown = String(decoding: line.prefix(60), as: UTF8.self)
      throw failure("answered \(question) with \"\(shown)\": \(error.what)", fix: Self.advice)
    }
  }

  private static let advice = "Only answers belong on standard output; print to standard error"

  /// Checks what the policy asks for.
  func checked(
    _ answer: PolicyHandshake, _ greeting: PolicyGreeting
  ) throws -> (actions: PolicyHandshake.Actions, frames: Bool, objects: Bool) {
    guard answer.version == PolicyGreeting.version else {
      throw failure("speaks version \(answer.version); this program speaks \(PolicyGreeting.version)")
    }
    guard let actions = PolicyHandshake.Actions(rawValue: answer.actions) else {
      throw failure("offers actions of the kind \"\(answer.actions)\"", fix: "Use joints or tool")
    }
    guard actions == .joints || !greeting.tool.isEmpty else {
      throw failure("offers tool targets, but the world's robot has no tool that can be placed", fix: "Use joints")
    }
    let wishes = try answer.observe.map { word in
      guard let wish = PolicyHandshake.Observation(rawValue: word) else {
        throw failure("wants to observe \"\(word)\"", fix: "Use frames, objects, or both")
      }
      return wish
    }
    return (actions, wishes.contains(.frames), wishes.contains(.objects))
  }

  /// The answer's numbers.
  func rows(count: Int, width: Int) throws -> [[Float]] {
    let answer: PolicyAnswer = try answer()
    guard answer.actions == [count, width] else {
      throw failure("answered \(question) with actions of shape \(answer.actions); [\(count), \(width)] are wanted")
    }
    let bytes = 4 * count * width
    try wait { $0.received.count >= bytes }
    let raw = child.take(bytes)
    let values = stride(from: 0, to: bytes, by: 4).map { i in
      Float(bitPattern: (0..<4).reduce(UInt32(0)) { $0 | UInt32(raw[i + $1]) << UInt32(8 * $1) })
    }
    guard values.allSatisfy(\.isFinite) else { throw failure("answered \(question) with NaN or infinity") }
    return (0..<count).map { Array(values[($0 * width)..<(($0 + 1) * width)]) }
  }

  /// Refuses what was written without being asked for.
  func requireSilence() throws {
    child.poll()
    guard child.received.isEmpty else {
      throw failure("wrote \(child.received.count) bytes more than its answers", fix: Self.advice)
    }
  }

  /// Closes the policy's input and waits a moment for its end.
  func finish() throws {
    child.closeInput()
    do {
      try child.exchange(within: min(2, program.timeout)) { !$0.received.isEmpty }
      throw failure("wrote \(child.received.count) bytes more than its answers", fix: Self.advice)
    } catch is ChildProcess.Trouble {
      // It ended, or would not: either way it is no longer needed.
      child.stop()
    }
  }
}
