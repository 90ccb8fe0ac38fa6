import Diagnostics
import Foundation

/// The index of a safetensors file, checked against the file's length.
struct SafetensorsHeader {
  enum ElementType: String {
    case f32 = "F32"
    case bf16 = "BF16"
    case f16 = "F16"

    var byteCount: Int { self == .f32 ? 4 : 2 }
  }

  struct Entry {
    let type: ElementType
    let shape: [Int]
    /// Within the data, which follows the header.
    let bytes: Range<Int>
  }

  /// No header of a real model comes near this.
  private static let limit = 100_000_000

  private(set) var entries: [String: Entry] = [:]
  private(set) var metadata: [String: String] = [:]
  let dataStart: Int

  init(_ file: MappedFile, _ path: String) throws {
    guard file.byteCount >= 8 else { throw UserError("is too short for a safetensors file", at: path) }
    let length = file.bytes(0..<8).loadUnaligned(as: UInt64.self).littleEndian
    guard length <= Self.limit, Int(length) <= file.byteCount - 8 else {
      throw UserError(
        "says its header has \(length) bytes; the file has \(file.byteCount)", at: path,
        fix: "It is damaged or truncated")
    }
    dataStart = 8 + Int(length)
    let bytes = file.bytes(8..<dataStart)
    guard let object = try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any] else {
      throw UserError("its header is not a JSON object", at: path, fix: "It is damaged or no safetensors file")
    }
    try checkNames(JSONKeys.topLevel(of: bytes), object, path)
    for (name, value) in object where name != "__metadata__" { entries[name] = try Self.entry(name, value, path) }
    metadata = object["__metadata__"] as? [String: String] ?? [:]
    try checkCover(file.byteCount - dataStart, path)
  }

  /// A parser keeps one of two equal names without a word.
  private func checkNames(_ names: [String], _ object: [String: Any], _ path: String) throws {
    var seen = Set<String>()
    for name in names where !seen.insert(name).inserted {
      throw UserError("tensor \(name) appears twice", at: path)
    }
  }

  private static func entry(_ name: String, _ value: Any, _ path: String) throws -> Entry {
    func wrong(_ what: String) -> UserError {
      UserError("tensor \(name) \(what)", at: path, fix: "The file is damaged")
    }
    guard let fields = value as? [String: Any], let typeName = fields["dtype"] as? String else {
      throw wrong("has no dtype")
    }
    guard let type = ElementType(rawValue: typeName) else {
      throw UserError("tensor \(name) has dtype \(typeName)", at: path, fix: "F32, BF16 and F16 are understood")
    }
    guard let shape = wholeNumbers(fields["shape"]) else { throw wrong("has no valid shape") }
    guard let offsets = wholeNumbers(fields["data_offsets"]), offsets.count == 2, offsets[0] <= offsets[1] else {
      throw wrong("has no valid data_offsets")
    }
    var size = type.byteCount
    for length in shape {
      let (product, overflows) = size.multipliedReportingOverflow(by: length)
      guard !overflows else { throw wrong("has an absurd shape \(shape)") }
      size = product
    }
    guard size == offsets[1] - offsets[0] else {
      throw wrong("of shape \(shape) and dtype \(typeName) needs \(size) bytes, not \(offsets[1] - offsets[0])")
    }
    return Entry(type: type, shape: shape, bytes: offsets[0]..<offsets[1])
  }

  /// Non-negative whole numbers, and nothing that JSON might pass off as such.
  private static func wholeNumbers(_ value: Any?) -> [Int]? {
    guard let list = value as? [Any] else { return nil }
    let numbers = list.compactMap { item -> Int? in
      guard let number = item as? NSNumber, let whole = Int(exactly: number.doubleValue), whole >= 0 else { return nil }
      return whole
    }
    return numbers.count == list.count ? numbers : nil
  }

  /// Tensors fill the data from end to end, without gap or overlap.
  private func checkCover(_ dataLength: Int, _ path: String) throws {
    var end = 0
    for (name, entry) in entries.sorted(by: {
      ($0.value.bytes.lowerBound, $0.value.bytes.upperBound, $0.key) < (
        $1.value.bytes.lowerBound, $1.value.bytes.upperBound, $1.key
      )
    }) {
      let bytes = entry.bytes
      guard bytes.lowerBound == end else {
        let what = bytes.lowerBound < end ? "overlaps the one before it" : "leaves a gap before it"
        throw UserError(
          "tensor \(name) \(what) (byte \(bytes.lowerBound), not \(end))", at: path, fix: "The file is damaged")
      }
      guard bytes.upperBound <= dataLength else {
        throw UserError(
          "tensor \(name) ends at byte \(bytes.upperBound); the data has \(dataLength)", at: path,
          fix: "The file is truncated; fetch or write it again")
      }
      end = bytes.upperBound
    }
    guard end == dataLength else {
      throw UserError("has \(dataLength - end) bytes that belong to no tensor", at: path, fix: "The file is damaged")
    }
  }
}
