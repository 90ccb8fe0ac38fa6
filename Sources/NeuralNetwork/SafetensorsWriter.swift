import Diagnostics
import Foundation
import TensorCore

extension Safetensors {
  /// Writes tensors under a temporary name in the same folder, then renames: the file is whole or absent.
  ///
  /// Tensors stand in the order of their names, so equal tensors give equal bytes.
  public static func write(_ tensors: [String: Tensor], metadata: [String: String] = [:], to path: String) throws {
    let sorted = tensors.sorted { $0.key < $1.key }
    var at = 0
    var fields = metadata.isEmpty ? [] : ["\"__metadata__\":\(object(metadata))"]
    for (name, tensor) in sorted {
      let end = at + tensor.byteCount
      let type = tensor.dtype == .f32 ? "F32" : "BF16"
      fields.append(
        "\(quoted(name)):{\"dtype\":\"\(type)\",\"shape\":[\(tensor.shape.map(String.init).joined(separator: ","))],\"data_offsets\":[\(at),\(end)]}"
      )
      at = end
    }
    try write(header: "{\(fields.joined(separator: ","))}", sorted.map(\.value), to: path)
  }

  private static func write(header: String, _ tensors: [Tensor], to path: String) throws {
    var header = Data(header.utf8)
    // The data starts at a multiple of 8, so that elements are aligned when mapped.
    header.append(Data(repeating: UInt8(ascii: " "), count: (8 - header.count % 8) % 8))
    var start = withUnsafeBytes(of: UInt64(header.count).littleEndian) { Data($0) }
    start.append(header)
    try AtomicFile.write(to: path) { temporary in
      guard FileManager.default.createFile(atPath: temporary, contents: nil),
        let handle = FileHandle(forWritingAtPath: temporary)
      else { throw UserError("cannot be written", at: path, fix: "Check the folder's permissions") }
      defer { try? handle.close() }
      do {
        try handle.write(contentsOf: start)
        for tensor in tensors {
          try handle.write(contentsOf: Data(bytesNoCopy: tensor.pointer, count: tensor.byteCount, deallocator: .none))
        }
        try handle.synchronize()
      } catch {
        throw UserError("cannot be written", at: path, fix: "Check the free space of its disk")
      }
    }
  }

  private static func object(_ strings: [String: String]) -> String {
    "{\(strings.sorted { $0.key < $1.key }.map { "\(quoted($0.key)):\(quoted($0.value))" }.joined(separator: ","))}"
  }

  /// A JSON string.
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      case _ where scalar.value < 0x20: result += "\\u" + String(format: "%04x", scalar.value)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
