import Foundation

extension Naive {
  public static func gelu(_ x: Float) -> Float {
    let x = Double(x)
    return Float(0.5 * x * (1 + tanh((2 / Double.pi).squareRoot() * (x + 0.044715 * x * x * x))))
  }

  public static func silu(_ x: Float) -> Float { Float(Double(x) / (1 + exp(-Double(x)))) }

  public static func softClip(_ x: Float, _ limit: Float) -> Float {
    Float(Double(limit) * tanh(Double(x) / Double(limit)))
  }

  public static func softmax(_ x: [Float]) -> [Float] {
    let top = Double(x.max() ?? 0)
    let e = x.map { exp(Double($0) - top) }
    let sum = e.reduce(0, +)
    return e.map { Float($0 / sum) }
  }

  /// LayerNorm(x) (1 + scale) + shift for one row.
  public static func modulate(_ x: [Float], shift: [Float], scale: [Float]) -> [Float] {
    let mean = x.reduce(0.0) { $0 + Double($1) } / Double(x.count)
    let variance = x.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / Double(x.count)
    return x.indices.map { i in
      Float((Double(x[i]) - mean) / (variance + 1e-6).squareRoot() * (1 + Double(scale[i])) + Double(shift[i]))
    }
  }

  /// x / rms(x) * scale for one row.
  public static func rmsNorm(_ x: [Float], scale: [Float]) -> [Float] {
    let square = x.reduce(0.0) { $0 + Double($1) * Double($1) } / Double(x.count)
    return x.indices.map { i in Float(Double(x[i]) / (square + 1e-6).squareRoot() * Double(scale[i])) }
  }
}
