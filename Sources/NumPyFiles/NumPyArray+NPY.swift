import Diagnostics
import Foundation

/// The `.npy` format: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
extension NumPyArray {
  private static let magic: [UInt8] = [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59]

  /// Reads one `.npy` file's bytes; `place` names it in messages.
  public init(npy data: [UInt8], at place: String) throws {
    guard data.count >= 12, Array(data[0..<6]) == Self.magic else { throw UserError("is not a NumPy array", at: place) }
    let wide = data[6] >= 2
    let length = (wide ? 8..<12 : 8..<10).reversed().reduce(0) { $0 << 8 | Int(data[$1]) }
    let start = (wide ? 12 : 10) + length
    guard start <= data.count else { throw UserError("the header is cut off", at: place) }
    let header = String(decoding: data[(wide ? 12 : 10)..<start], as: UTF8.self)
    element = try Self.element(in: header, at: place)
    shape = try Self.shape(in: header, at: place)
    let size = try Self.byteCount(shape, element, at: place)
    guard data.count - start == size else {
      throw UserError("holds \(data.count - start) bytes for shape \(shape), which takes \(size)", at: place)
    }
    bytes = Array(data[start...])
  }

  /// The array as a `.npy` file, version 1.0, header padded to 64 bytes.
  public var npy: [UInt8] {
    let dimensions = shape.map { "\($0)," }.joined(separator: " ")
    let text = "{'descr': '\(element.rawValue)', 'fortran_order': False, 'shape': (\(dimensions)), }"
    let padding = (64 - (10 + text.utf8.count + 1) % 64) % 64
    let header = Array((text + String(repeating: " ", count: padding) + "\n").utf8)
    return Self.magic + [1, 0, UInt8(header.count & 255), UInt8(header.count >> 8)] + header + bytes
  }

  private static func element(in header: String, at place: String) throws -> Element {
    guard header.contains("'fortran_order': False") else {
      throw UserError("the array is in Fortran order", at: place, fix: "Save it with numpy.ascontiguousarray")
    }
    guard let match = header.firstMatch(of: /'descr':\s*'([^']*)'/) else {
      throw UserError("the header names no element type", at: place)
    }
    let word = String(match.1)
    guard let element = Element(rawValue: word) else {
      throw UserError("the element type \(word) is not read here", at: place, fix: "Save it as float32")
    }
    return element
  }

  private static func shape(in header: String, at place: String) throws -> [Int] {
    guard let match = header.firstMatch(of: /'shape':\s*\(([0-9,\s]*)\)/) else {
      throw UserError("the header names no shape", at: place)
    }
    return try match.1.split(separator: ",").compactMap { part in
      let digits = part.trimmingCharacters(in: .whitespaces)
      if digits.isEmpty { return nil }
      guard let size = Int(digits) else { throw UserError("the shape holds \(digits)", at: place) }
      return size
    }
  }

  /// A header may promise any size: the product is checked for overflow before it is used.
  private static func byteCount(_ shape: [Int], _ element: Element, at place: String) throws -> Int {
    var size = element.size
    for dimension in shape {
      let (product, overflow) = size.multipliedReportingOverflow(by: dimension)
      guard !overflow else { throw UserError("the shape \(shape) is impossible", at: place) }
      size = product
    }
    return size
  }
}
