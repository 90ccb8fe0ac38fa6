import Diagnostics
import Foundation
import TensorCore

/// A safetensors file (huggingface.co/docs/safetensors), memory-mapped.
///
/// Opening checks every length, offset and type before any tensor is handed out: a truncated, oversized or overlapping
/// file is an error that names the tensor. The map lives as long as a tensor of it.
public struct Safetensors {
  public let path: String
  /// Free text that the file carries.
  public let metadata: [String: String]
  private let entries: [String: SafetensorsHeader.Entry]
  private let file: MappedFile
  private let dataStart: Int

  public init(path: String) throws {
    file = try MappedFile(path)
    self.path = path
    let header = try SafetensorsHeader(file, path)
    (metadata, entries, dataStart) = (header.metadata, header.entries, header.dataStart)
  }

  public var names: [String] { entries.keys.sorted() }

  public func contains(_ name: String) -> Bool { entries[name] != nil }

  /// The shape that the file gives a tensor.
  public func shape(_ name: String) -> [Int]? { entries[name]?.shape }

  /// A tensor over the mapped bytes; only half-precision ones (F16) are converted, to f32.
  public func tensor(_ name: String) throws -> Tensor {
    guard let entry = entries[name] else {
      throw UserError("has no tensor \(name)", at: path, fix: "The file is of another model")
    }
    let start = dataStart + entry.bytes.lowerBound
    let bytes = file.bytes(start..<dataStart + entry.bytes.upperBound)
    switch entry.type {
    case .f32, .bf16: return plain(entry, bytes)
    case .f16: return Tensor(bytes.halves.map { Float($0) }, shape: entry.shape)
    }
  }

  private func plain(_ entry: SafetensorsHeader.Entry, _ bytes: UnsafeRawBufferPointer) -> Tensor {
    let dtype: DType = entry.type == .f32 ? .f32 : .bf16
    guard let start = bytes.baseAddress, Int(bitPattern: start) % dtype.byteCount == 0 else {
      let copy = Tensor(uninitialized: entry.shape, dtype)
      UnsafeMutableRawBufferPointer(start: copy.pointer, count: copy.byteCount).copyMemory(from: bytes)
      return copy
    }
    let storage = Storage(base: UnsafeMutableRawPointer(mutating: start), byteCount: bytes.count, owner: file)
    return Tensor(shape: entry.shape, dtype: dtype, storage: storage)
  }

  /// Every tensor must be made of finite numbers.
  public func checkNumbers() throws {
    for name in names where try tensor(name).hasNonFiniteElements {
      throw UserError("tensor \(name) holds NaN or infinity", at: path, fix: "Its training diverged; take another file")
    }
  }
}

extension UnsafeRawBufferPointer {
  fileprivate var halves: [Float16] {
    (0..<count / 2).map { Float16(bitPattern: loadUnaligned(fromByteOffset: 2 * $0, as: UInt16.self)) }
  }
}
