import Autograd
import Diagnostics
import TensorCore

/// Moving a model's parameters to and from a safetensors file, with PyTorch's names and axes.
public enum WeightFile {
  /// Gives parameters the file's numbers. With `asStored`, plain parameters keep the file's type and memory (inference);
  /// otherwise all become f32 (training).
  public static func load(_ parameters: [NamedParameter], from file: Safetensors, prefix: String = "", asStored: Bool)
    throws
  {
    for named in parameters {
      let name = prefix + named.name
      let stored = try file.tensor(name)
      let expected = named.parameter.fileShape
      guard stored.shape == expected else {
        throw UserError(
          "tensor \(name) has shape \(stored.shape), the model needs \(expected)", at: file.path,
          fix: "Check the model's configuration")
      }
      let value = named.parameter.imported(stored)
      named.parameter.value = asStored ? value : value.cast(to: .f32).copy()
    }
  }

  /// Parameters as a file holds them, in `dtype`; those in `exact` stay f32.
  public static func tensors(_ parameters: [NamedParameter], _ dtype: DType, exact: Set<String> = []) -> [String:
    Tensor]
  {
    Dictionary(
      parameters.map { ($0.name, $0.parameter.exported().cast(to: exact.contains($0.name) ? .f32 : dtype)) },
      uniquingKeysWith: { first, _ in first })
  }
}

extension Parameter {
  /// The shape that a file gives this parameter.
  var fileShape: [Int] {
    guard case .convolution(let taps) = fileLayout else { return shape }
    return [shape[0], shape[3] / taps, taps, shape[1], shape[2]]
  }

  /// (O, I, taps, side, side) to (O, side, side, taps I).
  func imported(_ stored: Tensor) -> Tensor {
    fileLayout == .plain ? stored : stored.permuted([0, 3, 4, 2, 1]).reshaped(shape)
  }

  /// The inverse of `imported`.
  func exported() -> Tensor {
    guard case .convolution(let taps) = fileLayout else { return value }
    return value.reshaped([shape[0], shape[1], shape[2], taps, shape[3] / taps]).permuted([0, 4, 3, 1, 2])
  }
}
