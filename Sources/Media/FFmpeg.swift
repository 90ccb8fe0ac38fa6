import CFFmpeg
import Diagnostics

/// FFmpeg's conventions turned into Swift's: codes into errors, its log into their text.
enum FFmpeg {
  /// Installed once, before any other call: FFmpeg prints nothing by itself.
  private static let quiet: Void = orrery_av_quiet()

  /// To be called before a file is opened.
  static func prepare() {
    quiet
    orrery_av_clear_message()
  }

  /// Throws where `code` is an error; `what` says what did not work.
  @discardableResult
  static func check(_ code: Int32, _ what: String, at path: String, fix: String = "") throws -> Int32 {
    guard code < 0 else { return code }
    throw error(what, code: code, at: path, fix: fix)
  }

  /// An allocation's result, or an error in place of nil.
  static func require<Value>(_ value: Value?, _ what: String, at path: String) throws -> Value {
    guard let value else { throw error(what, code: 0, at: path) }
    return value
  }

  static func error(_ what: String, code: Int32, at path: String, fix: String = "") -> UserError {
    let reasons = [loggedMessage, code < 0 ? describe(code) : ""].filter { !$0.isEmpty }
    let detail = reasons.isEmpty ? "" : " (\(reasons.joined(separator: "; ")))"
    return UserError(what + detail, at: path, fix: fix)
  }

  /// The last error that FFmpeg logged on this thread.
  static var loggedMessage: String { String(cString: orrery_av_message()) }

  private static func describe(_ code: Int32) -> String {
    var text = [CChar](repeating: 0, count: 128)
    av_strerror(code, &text, text.count)
    return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
