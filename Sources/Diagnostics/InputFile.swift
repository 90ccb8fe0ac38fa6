import Foundation
import Glibc

/// What a user's file holds, read as far as it can be meant.
public enum InputFile {
  /// All bytes of a file or pipe.
  ///
  /// A length cannot be asked beforehand: a pipe's is unknown.
  /// - Parameter most: bytes, beyond which it is something else that was named by mistake.
  /// - Throws: `UserError` where it cannot be read or holds more.
  public static func bytes(_ path: String, most: Int, fix: String = "Check the path") throws -> Data {
    try FileFacts.refuseDevice(path)
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw UserError.unreadable(path, fix: fix) }
    defer { close(descriptor) }
    var data = Data(capacity: min(most, FileFacts.size(path) ?? 0))
    var piece = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = read(descriptor, &piece, piece.count)
      if count < 0, errno == EINTR {
        try Interrupt.check()
        continue
      }
      guard count >= 0 else { throw UserError.unreadable(path, fix: fix) }
      if count == 0 { return data }
      data.append(contentsOf: piece[..<count])
      guard data.count <= most else {
        throw UserError("holds more than \(most >> 20) MB, so it is not what belongs here", at: path, fix: fix)
      }
    }
  }

  /// The same as text.
  ///
  /// - Throws: also where it is not UTF-8.
  public static func text(_ path: String, most: Int = 64 << 20) throws -> String {
    guard let text = String(data: try bytes(path, most: most), encoding: .utf8) else {
      throw UserError("the file is not text", at: path)
    }
    return text
  }
}
