import CZlib
import Diagnostics

/// One file inside a zip archive, as its central directory describes it (PKWARE APPNOTE 6.3, without zip64).
struct ZipEntry {
  var name: String
  var method: Int
  var crc: UInt32
  var compressed: Int
  var size: Int
  var offset: Int

  func content(in bytes: [UInt8], at place: String) throws -> [UInt8] {
    let here = "\(place):\(name)"
    guard offset >= 0, offset + 30 <= bytes.count, bytes[offset] == 0x50, bytes[offset + 2] == 3 else {
      throw UserError("the archive points outside itself", at: here)
    }
    let start = offset + 30 + number(bytes, offset + 26, 2) + number(bytes, offset + 28, 2)
    guard start + compressed <= bytes.count else { throw UserError("the archive is cut off", at: here) }
    let out = try unpack(Array(bytes[start..<start + compressed]), at: here)
    guard orrery_crc32(out, out.count) == crc else { throw UserError("the checksum does not match", at: here) }
    return out
  }

  private func unpack(_ stored: [UInt8], at here: String) throws -> [UInt8] {
    switch method {
    case 0 where compressed == size: return stored
    case 8:
      // Deflate packs at most 1032 to 1; more is a lie that must not be allocated.
      guard size / 1100 <= compressed + 1 else { throw UserError("the size \(size) is impossible", at: here) }
      var out = [UInt8](repeating: 0, count: size)
      guard orrery_inflate(stored, stored.count, &out, size) == 1 else {
        throw UserError("the data is damaged", at: here)
      }
      return out
    default: throw UserError("is packed in a way (\(method)) that is not read here", at: here)
    }
  }

  /// The fields that local header and directory share, for a stored file: version to extra length.
  static func header(name: String, content: [UInt8]) -> [UInt8] {
    // 1 January 1980, the earliest time a zip file can tell.
    let time: [UInt8] = [0, 0, 0x21, 0]
    return [20, 0, 0, 0, 0, 0] + time + little(Int(orrery_crc32(content, content.count)), 4)
      + little(content.count, 4) + little(content.count, 4) + little(name.utf8.count, 2) + [0, 0]
  }
}

/// The list of files at a zip archive's end.
struct ZipDirectory {
  var entries: [ZipEntry] = []

  init(_ bytes: [UInt8], at place: String) throws {
    guard let end = ZipDirectory.end(of: bytes) else { throw UserError("is not a zip archive", at: place) }
    var at = number(bytes, end + 16, 4)
    for _ in 0..<number(bytes, end + 10, 2) {
      guard at + 46 <= end, number(bytes, at, 4) == 0x0201_4B50 else {
        throw UserError("the archive's directory is damaged", at: place)
      }
      let nameEnd = at + 46 + number(bytes, at + 28, 2)
      guard nameEnd <= end else { throw UserError("the archive's directory is damaged", at: place) }
      entries.append(
        ZipEntry(
          name: String(decoding: bytes[(at + 46)..<nameEnd], as: UTF8.self), method: number(bytes, at + 10, 2),
          crc: UInt32(number(bytes, at + 16, 4)), compressed: number(bytes, at + 20, 4),
          size: number(bytes, at + 24, 4), offset: number(bytes, at + 42, 4)))
      at = nameEnd + number(bytes, at + 30, 2) + number(bytes, at + 32, 2)
    }
  }

  /// The end record may be followed by a comment, so it is looked for from the back.
  private static func end(of bytes: [UInt8]) -> Int? {
    guard bytes.count >= 22 else { return nil }
    return (max(0, bytes.count - 65_557)...(bytes.count - 22)).reversed().first { number(bytes, $0, 4) == 0x0605_4B50 }
  }
}

func number(_ bytes: [UInt8], _ at: Int, _ count: Int) -> Int {
  (0..<count).reduce(0) { $0 | Int(bytes[at + $1]) << (8 * $1) }
}
