import CHDF5
import Diagnostics
import Foundation

extension HDF5File {
  func exists(_ object: String) -> Bool { Self.locked { orrery_h5_exists(handle, object) } == 1 }

  func makeGroup(_ group: String) throws {
    if Self.locked({ orrery_h5_group(handle, group) }) < 0 { throw failure(group, "the group cannot be created") }
  }

  /// Names in a group, in alphabetical order.
  func names(in group: String) throws -> [String] {
    guard exists(group) else { throw failure(group, "no such group") }
    let length = Self.locked { orrery_h5_names(handle, group, nil, 0) }
    guard length >= 0 else { throw failure(group, "cannot be listed (\(Self.reason()))") }
    var text = [CChar](repeating: 0, count: Int(length))
    guard Self.locked({ orrery_h5_names(handle, group, &text, length) }) == length else {
      throw failure(group, "cannot be listed (\(Self.reason()))")
    }
    return text.split(separator: 10).map { String(decoding: $0.map { UInt8(bitPattern: $0) }, as: UTF8.self) }.sorted()
  }

  func shape(_ dataset: String) throws -> Shape {
    guard exists(dataset) else { throw failure(dataset, "the dataset is missing") }
    var (kind, rank, stored) = (Int32(0), Int32(0), Int64(0))
    var sizes = [Int64](repeating: 0, count: Int(ORRERY_H5_MAX_RANK))
    guard Self.locked({ orrery_h5_shape(handle, dataset, &kind, &rank, &sizes, &stored) }) == 0 else {
      throw failure(dataset, "is no readable dataset (\(Self.reason()))")
    }
    let shape = Shape(kind: Kind(rawValue: kind) ?? .other, sizes: sizes.prefix(Int(rank)).map { Int($0) })
    // Deflate shrinks at most 1032-fold: sizes beyond that are damage, and must not be allocated.
    guard shape.bytes.map({ $0 <= max(1 << 26, 1100 * min(Int(stored), 1 << 48)) }) == true else {
      throw failure(dataset, "claims the impossible shape \(shape.sizes.map(String.init).joined(separator: " × "))")
    }
    return shape
  }

  func write<Element: HDF5Element>(
    _ dataset: String, _ values: [Element], shape: [Int], chunkRows: Int = 1, gzip: Int = 0
  ) throws {
    precondition(values.count == shape.reduce(1, *), "\(dataset): \(values.count) values for shape \(shape)")
    let sizes = shape.map { Int64($0) }
    let (result, number) = Self.writing {
      values.withUnsafeBytes {
        orrery_h5_write(
          handle, dataset, Element.hdf5Kind.rawValue, Int32(shape.count), sizes, Int64(chunkRows), Int32(gzip),
          $0.baseAddress)
      }
    }
    if result < 0 { throw failure(dataset, "cannot be written (\(Self.reason(number)))") }
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
}

/// A Swift type that HDF5 stores as it is.
protocol HDF5Element { static var hdf5Kind: HDF5File.Kind { get } }
extension UInt8: HDF5Element { static var hdf5Kind: HDF5File.Kind { .uint8 } }
extension Float: HDF5Element { static var hdf5Kind: HDF5File.Kind { .float32 } }
extension Double: HDF5Element { static var hdf5Kind: HDF5File.Kind { .float64 } }
extension Int64: HDF5Element { static var hdf5Kind: HDF5File.Kind { .int64 } }
