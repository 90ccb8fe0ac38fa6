import TensorCore

/// What does the arithmetic on this machine, for records.
enum EngineFacts {
  static var description: String {
    "OpenBLAS \(Processor.openBLASCore), \(Processor.hasNativeBF16 ? "bf16 by oneDNN" : "f32")"
  }
}
