import CHDF5
import Diagnostics
import Foundation

/// An open HDF5 file: typed datasets and attributes by path, every failure an error with file and path.
///
/// Debian's library is not thread-safe, so all calls of the process take one lock.
final class HDF5File: @unchecked Sendable {
  enum Kind: Int32 {
    case other = -1
    case uint8 = 0
    case float32, float64, int64

    var name: String { ["another type", "uint8", "float32", "float64", "int64"][Int(rawValue) + 1] }
  }

  struct Shape: Equatable {
    var kind: Kind
    var sizes: [Int]
  }

  private static let lock = NSLock()
  /// Opening the library twice is harmless; this does it once, before the first call.
  private static let isOpen: Bool = {
    orrery_h5_open_library()
    return true
  }()

  let path: String
  /// What messages call the file: its final name while it is being written under a temporary one.
  let shownPath: String
  private var handle: OrreryH5

  /// Opens for reading.
  init(reading path: String) throws {
    (self.path, shownPath) = (path, path)
    guard FileManager.default.fileExists(atPath: path) else { throw UserError("no such file", at: path) }
    handle = Self.locked { orrery_h5_open(path) }
    if handle < 0 {
      throw UserError("not a readable HDF5 file (\(Self.reason()))", at: path, fix: "It may be truncated: record or copy it again")
    }
  }

  /// Creates for writing, replacing what is there.
  init(creating path: String, shownAs shown: String) throws {
    (self.path, shownPath) = (path, shown)
    handle = Self.locked { orrery_h5_create(path) }
    if handle < 0 { throw UserError("cannot be created (\(Self.reason()))", at: shown) }
  }

  deinit {
    if handle >= 0 { _ = Self.locked { orrery_h5_close(handle) } }
  }

  /// Ends writing; errors that only show at the end (a full disk) surface here.
  func close() throws {
    guard handle >= 0 else { return }
    let result = Self.locked { orrery_h5_close(handle) }
    handle = -1
    if result < 0 { throw failure("", "cannot be written to its end") }
  }

  static func locked<Result>(_ body: () -> Result) -> Result {
    lock.withLock {
      _ = isOpen
      return body()
    }
  }

  private static func reason() -> String {
    var text = [CChar](repeating: 0, count: 256)
    locked { orrery_h5_error(&text, 256) }
    let words = String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return words.isEmpty ? "no reason given" : words
  }

  func failure(_ object: String, _ what: String) -> UserError {
    UserError(what, at: object.isEmpty ? shownPath : "\(shownPath):\(object)")
  }

  // MARK: Structure

  func exists(_ object: String) -> Bool { Self.locked { orrery_h5_exists(handle, object) } == 1 }

  func makeGroup(_ group: String) throws {
    if Self.locked({ orrery_h5_group(handle, group) }) < 0 { throw failure(group, "the group cannot be created") }
  }

  /// Names in a group, in alphabetical order.
  func names(in group: String) throws -> [String] {
    let count = Self.locked { orrery_h5_count(handle, group) }
    guard exists(group), count >= 0 else { throw failure(group, "no such group") }
    return try (0..<count).map { index in
      var name = [CChar](repeating: 0, count: 512)
      guard Self.locked({ orrery_h5_name(handle, group, index, &name, 512) }) == 0 else {
        throw failure(group, "entry \(index) cannot be read")
      }
      return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
  }

  func shape(_ dataset: String) throws -> Shape {
    guard exists(dataset) else { throw failure(dataset, "the dataset is missing") }
    var (kind, rank) = (Int32(0), Int32(0))
    var sizes = [Int64](repeating: 0, count: Int(ORRERY_H5_MAX_RANK))
    guard Self.locked({ orrery_h5_shape(handle, dataset, &kind, &rank, &sizes) }) == 0 else {
      throw failure(dataset, "is no readable dataset (\(Self.reason()))")
    }
    return Shape(kind: Kind(rawValue: kind) ?? .other, sizes: sizes.prefix(Int(rank)).map { Int($0) })
  }

  // MARK: Datasets

  func write<Element: HDF5Element>(
    _ dataset: String, _ values: [Element], shape: [Int], chunkRows: Int = 1, gzip: Int = 0
  ) throws {
    precondition(values.count == shape.reduce(1, *), "\(dataset): \(values.count) values for shape \(shape)")
    let sizes = shape.map { Int64($0) }
    let result = Self.locked {
      values.withUnsafeBytes {
        orrery_h5_write(
          handle, dataset, Element.hdf5Kind.rawValue, Int32(shape.count), sizes, Int64(chunkRows), Int32(gzip), $0.baseAddress)
      }
    }
    if result < 0 { throw failure(dataset, "cannot be written (\(Self.reason()))") }
  }

  /// Rows of the first axis (all by default), converted to `Element`.
  func read<Element: HDF5Element>(_ dataset: String, as: Element.Type, rows: Range<Int>? = nil) throws -> [Element] {
    let sizes = try shape(dataset).sizes
    let rows = rows ?? 0..<(sizes.first ?? 1)
    guard rows.lowerBound >= 0, rows.upperBound <= sizes.first ?? 1 else {
      throw failure(dataset, "rows \(rows) are outside its \(sizes.first ?? 1)")
    }
    let count = rows.count * sizes.dropFirst().reduce(1, *)
    guard count > 0 else { return [] }
    var result: Int32 = -1
    let values = [Element](unsafeUninitializedCapacity: count) { buffer, used in
      result = Self.locked {
        orrery_h5_read(
          handle, dataset, Element.hdf5Kind.rawValue, Int64(rows.lowerBound), Int64(rows.count), buffer.baseAddress)
      }
      used = result == 0 ? count : 0
    }
    if result < 0 { throw failure(dataset, "cannot be read (\(Self.reason()))") }
    return values
  }

  // MARK: Attributes

  func set(_ object: String, _ name: String, _ value: String) throws {
    try check(Self.locked { orrery_h5_set_string(handle, object, name, value) }, object, name)
  }

  func set(_ object: String, _ name: String, _ value: Int) throws {
    try check(Self.locked { orrery_h5_set_int(handle, object, name, Int64(value)) }, object, name)
  }

  func set(_ object: String, _ name: String, _ value: Double) throws {
    try check(Self.locked { orrery_h5_set_double(handle, object, name, value) }, object, name)
  }

  private func check(_ result: Int32, _ object: String, _ name: String) throws {
    if result < 0 { throw failure("\(object)@\(name)", "the attribute cannot be written (\(Self.reason()))") }
  }

  func has(_ object: String, _ name: String) -> Bool {
    exists(object) && Self.locked { orrery_h5_has_attribute(handle, object, name) } == 1
  }

  func string(_ object: String, _ name: String) throws -> String {
    guard has(object, name) else { throw failure("\(object)@\(name)", "the attribute is missing") }
    let length = Self.locked { orrery_h5_get_string(handle, object, name, nil, 0) }
    guard length >= 0 else { throw failure("\(object)@\(name)", "the attribute is no text") }
    var bytes = [UInt8](repeating: 0, count: Int(length) + 1)
    _ = bytes.withUnsafeMutableBytes { buffer in
      Self.locked {
        orrery_h5_get_string(handle, object, name, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), length + 1)
      }
    }
    return String(decoding: bytes.dropLast(), as: UTF8.self)
  }

  func int(_ object: String, _ name: String) throws -> Int {
    var value: Int64 = 0
    guard has(object, name) else { throw failure("\(object)@\(name)", "the attribute is missing") }
    guard Self.locked({ orrery_h5_get_int(handle, object, name, &value) }) == 0 else {
      throw failure("\(object)@\(name)", "the attribute is no whole number")
    }
    return Int(value)
  }

  func double(_ object: String, _ name: String) throws -> Double {
    var value = 0.0
    guard has(object, name) else { throw failure("\(object)@\(name)", "the attribute is missing") }
    guard Self.locked({ orrery_h5_get_double(handle, object, name, &value) }) == 0 else {
      throw failure("\(object)@\(name)", "the attribute is no number")
    }
    return value
  }
}

/// A Swift type that HDF5 stores as it is.
protocol HDF5Element { static var hdf5Kind: HDF5File.Kind { get } }
extension UInt8: HDF5Element { static var hdf5Kind: HDF5File.Kind { .uint8 } }
extension Float: HDF5Element { static var hdf5Kind: HDF5File.Kind { .float32 } }
extension Double: HDF5Element { static var hdf5Kind: HDF5File.Kind { .float64 } }
extension Int64: HDF5Element { static var hdf5Kind: HDF5File.Kind { .int64 } }
