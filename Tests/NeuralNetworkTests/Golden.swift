import Foundation
import NeuralNetwork
import TensorCore
import TestSupport

/// Golden files of `python/golden/make_engine_golden.py`.
struct Golden {
  let file: Safetensors

  init(_ name: String) throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Golden")
    file = try Safetensors(path: folder.appendingPathComponent("\(name).safetensors").path)
  }

  subscript(name: String) -> Tensor { get throws { try file.tensor(name) } }

  /// PyTorch's (B, C, T, H, W) as (B, T, H, W, C).
  func video(_ name: String) throws -> Tensor { try self[name].permuted([0, 2, 3, 4, 1]) }

  /// Whole small layers in f32, forward and backward: the bound that the engine promises against PyTorch.
  static let wholeLayer = Tolerance(relative: 1e-4)
}
