import Diagnostics

/// An array of a NumPy file: its shape and its bytes, little-endian, in C order.
public struct NumPyArray: Equatable, Sendable {
  /// The element types that are read and written here.
  public enum Element: String, CaseIterable, Sendable {
    case uint8 = "|u1"
    case int32 = "<i4"
    case int64 = "<i8"
    case float16 = "<f2"
    case float32 = "<f4"
    case float64 = "<f8"

    public var size: Int {
      switch self {
      case .uint8: 1
      case .float16: 2
      case .int32, .float32: 4
      case .int64, .float64: 8
      }
    }
  }

  public let shape: [Int]
  public let element: Element
  public let bytes: [UInt8]

  public init(shape: [Int], element: Element, bytes: [UInt8]) {
    precondition(
      bytes.count == shape.reduce(element.size, *), "\(bytes.count) bytes for shape \(shape) of \(element.rawValue)")
    (self.shape, self.element, self.bytes) = (shape, element, bytes)
  }

  public init(shape: [Int], _ values: [Float]) {
    self.init(shape: shape, element: .float32, bytes: values.withUnsafeBytes(Array.init))
  }

  public init(shape: [Int], _ values: [UInt8]) {
    self.init(shape: shape, element: .uint8, bytes: values)
  }

  public var count: Int { shape.reduce(1, *) }

  /// The values as single-precision numbers, whatever they are stored as.
  public var floats: [Float] {
    bytes.withUnsafeBytes { raw in
      (0..<count).map { i in
        let at = i * element.size
        switch element {
        case .uint8: return Float(raw[at])
        case .int32: return Float(raw.loadUnaligned(fromByteOffset: at, as: Int32.self))
        case .int64: return Float(raw.loadUnaligned(fromByteOffset: at, as: Int64.self))
        case .float16: return Float(Float16(bitPattern: raw.loadUnaligned(fromByteOffset: at, as: UInt16.self)))
        case .float32: return raw.loadUnaligned(fromByteOffset: at, as: Float.self)
        case .float64: return Float(raw.loadUnaligned(fromByteOffset: at, as: Double.self))
        }
      }
    }
  }
}
