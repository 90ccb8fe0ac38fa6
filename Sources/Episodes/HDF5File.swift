import CHDF5
import Diagnostics
import Foundation

/// An open HDF5 file: typed datasets and attributes by path, every failure an error with file and path.
///
/// Not every build of the library is thread-safe, so all calls of the process take one lock.
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

    /// Bytes of all elements at eight each; nil beyond what an integer holds.
    var bytes: Int? {
      sizes.reduce(8 as Int?) { total, size in
        guard let total, size >= 0 else { return nil }
        let (product, overflow) = total.multipliedReportingOverflow(by: size)
        return overflow ? nil : product
      }
    }
  }

  private static let lock = NSLock()
  let path: String
  /// What messages call the file: its final name while it is being written under a temporary one.
  let shownPath: String
  private(set) var handle: OrreryH5

  /// Opens for reading.
  init(reading path: String) throws {
    (self.path, shownPath) = (path, path)
    guard FileManager.default.isReadableFile(atPath: path) else { throw UserError.unreadable(path) }
    handle = Self.locked { orrery_h5_open(path) }
    if handle < 0 {
      throw UserError(
        "not a readable HDF5 file (\(Self.reason()))", at: path, fix: "It may be truncated: record or copy it again")
    }
  }

  /// Creates for writing, replacing what is there.
  init(creating path: String, shownAs shown: String) throws {
    (self.path, shownPath) = (path, shown)
    let (made, number) = Self.writing { orrery_h5_create(path) }
    handle = made
    if handle < 0 {
      // The library may have made an empty file before it found out.
      unlink(path)
      throw UserError("cannot be created (\(Self.reason(number)))", at: shown)
    }
  }

  deinit {
    if handle >= 0 { _ = Self.locked { orrery_h5_close(handle) } }
  }

  /// Ends writing; errors that only show at the end (a full disk) surface here.
  func close() throws {
    guard handle >= 0 else { return }
    let (result, number) = Self.writing { orrery_h5_close(handle) }
    handle = -1
    if result < 0 { throw failure("", "cannot be written to its end (\(Self.reason(number)))") }
  }

  static func locked<Result>(_ body: () -> Result) -> Result {
    lock.withLock {
      // The setting that keeps the library from printing belongs to a thread, so every call makes it.
      orrery_h5_open_library()
      return body()
    }
  }

  /// A call that writes, and the number of what the system held against it: the library's own words do not say that a
  /// disk is full.
  static func writing<Result>(_ body: () -> Result) -> (result: Result, number: Int32) {
    locked {
      errno = 0
      let result = body()
      return (result, errno)
    }
  }

  /// Why a call failed: the system's words where it is about space, else the library's.
  static func reason(_ number: Int32 = 0) -> String {
    if [ENOSPC, EDQUOT, EFBIG].contains(number) { return String(cString: strerror(number)) }
    var text = [CChar](repeating: 0, count: 256)
    locked { orrery_h5_error(&text, 256) }
    let words = String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return words.isEmpty ? "no reason given" : words
  }

  func failure(_ object: String, _ what: String) -> UserError {
    UserError(what, at: object.isEmpty ? shownPath : "\(shownPath):\(object)")
  }
}
