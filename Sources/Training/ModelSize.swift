import Diagnostics
import WorldModel

/// Refuses to begin a training that cannot fit into memory.
enum ModelSize {
  /// Bytes a weight: itself, its gradient, its average and two of the optimiser, in f32.
  private static let bytes = 20.0

  static func require(_ model: CompressorConfiguration, at place: String) throws {
    try require(model.leastWeights, place)
  }

  static func require(_ model: DynamicsConfiguration, at place: String) throws {
    try require(model.leastWeights, place)
  }

  private static func require(_ weights: Int, _ place: String) throws {
    try MemoryBudget.require(
      Double(weights) * bytes, for: "the model's weights", at: place, fix: "Choose a smaller `model`")
  }
}
