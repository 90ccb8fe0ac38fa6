import TensorCore

/// The arithmetic of matrix products and convolutions, in the manner of PyTorch's autocast.
///
/// In `.bf16` their inputs and weights are rounded to bf16, sums are f32, results bf16; normalisations, softmax, losses
/// and the residual stream stay f32 inside. In `.f32` everything is f32.
public enum Precision: String, Sendable, CaseIterable {
  case f32, bf16

  public var dtype: DType { self == .f32 ? .f32 : .bf16 }

  /// The faster one on this CPU: bf16 where it is multiplied natively and faster (`Processor.hasNativeBF16`); elsewhere
  /// oneDNN would emulate it at a quarter of f32's speed, or the CPU does it at half.
  public static let fastest: Precision = Processor.hasNativeBF16 ? .bf16 : .f32
}
