import Foundation

/// The keys of a JSON object in the order they stand, repeated ones too. The text must be valid JSON.
enum JSONKeys {
  static func topLevel(of bytes: UnsafeRawBufferPointer) -> [String] {
    var keys: [String] = []
    var depth = 0
    var isKey = false
    var at = 0
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        isKey = depth == 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: ","): isKey = depth == 1
      case UInt8(ascii: "\""):
        let end = endOfString(bytes, at)
        if isKey, let key = decode(bytes[at..<end]) { keys.append(key) }
        isKey = false
        at = end - 1
      default: break
      }
      at += 1
    }
    return keys
  }

  /// The index behind the closing quote of the string that opens at `start`.
  private static func endOfString(_ bytes: UnsafeRawBufferPointer, _ start: Int) -> Int {
    var at = start + 1
    while at < bytes.count, bytes[at] != UInt8(ascii: "\"") { at += bytes[at] == UInt8(ascii: "\\") ? 2 : 1 }
    return min(at + 1, bytes.count)
  }

  private static func decode(_ quoted: Slice<UnsafeRawBufferPointer>) -> String? {
    try? JSONSerialization.jsonObject(with: Data(quoted), options: .fragmentsAllowed) as? String
  }
}
