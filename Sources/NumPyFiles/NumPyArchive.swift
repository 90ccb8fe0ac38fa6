import CZlib
import Diagnostics
import Foundation

/// A `.npz` file: a zip archive of named arrays.
public struct NumPyArchive: Sendable {
  /// In the file's order.
  public private(set) var arrays: [(name: String, array: NumPyArray)] = []

  public init() {}

  public subscript(name: String) -> NumPyArray? {
    arrays.first { $0.name == name }?.array
  }

  public mutating func append(_ name: String, _ array: NumPyArray) {
    arrays.append((name, array))
  }

  /// Reads an archive, stored or deflated.
  ///
  /// - Throws: `UserError` for anything that is not a whole zip file of NumPy arrays.
  public init(path: String) throws {
    // Recordings keep an episode's pictures in such files; 16 GB are more than any machine this runs on could unpack.
    try self.init(zip: [UInt8](try InputFile.bytes(path, most: 16 << 30)), at: path)
  }

  public init(zip bytes: [UInt8], at place: String) throws {
    let directory = try ZipDirectory(bytes, at: place)
    for entry in directory.entries {
      let content = try entry.content(in: bytes, at: place)
      let name = entry.name.hasSuffix(".npy") ? String(entry.name.dropLast(4)) : entry.name
      append(name, try NumPyArray(npy: content, at: "\(place):\(entry.name)"))
    }
  }

  /// The archive as bytes: stored, with fixed times, so that equal arrays give equal files.
  public var zip: [UInt8] {
    var out: [UInt8] = []
    var directory: [UInt8] = []
    for (name, array) in arrays {
      let content = array.npy
      let header = ZipEntry.header(name: name + ".npy", content: content)
      directory += [0x50, 0x4B, 1, 2, 20, 0] + header + [UInt8](repeating: 0, count: 10) + little(out.count, 4)
      directory += Array((name + ".npy").utf8)
      out += [0x50, 0x4B, 3, 4] + header + Array((name + ".npy").utf8) + content
    }
    let start = out.count
    out += directory
    out += [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + little(arrays.count, 2) + little(arrays.count, 2)
    return out + little(directory.count, 4) + little(start, 4) + [0, 0]
  }

  public func write(to path: String) throws {
    try AtomicFile.write(Data(zip), to: path)
  }
}

func little(_ value: Int, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
