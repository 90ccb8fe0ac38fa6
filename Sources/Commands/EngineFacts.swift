import Autograd
import TensorCore

/// What does the arithmetic on this machine, for records.
enum EngineFacts {
  static func description(_ precision: Precision = .fastest) -> String {
    "OpenBLAS \(Processor.openBLASCore), \(precision == .bf16 ? "bf16 by oneDNN" : "f32")"
  }
}
