import Autograd
import Configuration
import Diagnostics
import Foundation
import NeuralNetwork
import TensorCore

/// A checkpoint: a folder with `model.safetensors`, `model.yaml` and `card.md`.
public struct ModelFolder: Sendable {
  /// The version of `model.yaml` that this program reads.
  public static let format = 1

  private static let keys = [
    "format", "compressor", "dynamics", "compressor_sha256", "cameras", "size", "other_sizes", "context_noise",
    "sigma_shift", "reprojects", "contract", "training",
  ]

  public let url: URL
  public var weights: URL { url.appendingPathComponent("model.safetensors") }
  public var settings: URL { url.appendingPathComponent("model.yaml") }

  public init(_ url: URL) { self.url = url.standardizedFileURL }

  /// `model.yaml`, with its format checked.
  public func readSettings() throws -> SettingsNode {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder), isFolder.boolValue else {
      throw UserError(
        "there is no model here", at: url.path, fix: "Name a folder with model.yaml and model.safetensors")
    }
    let root = try SettingsNode(file: settings)
    try root.allowOnly(Self.keys)
    try root.requireVersion(Self.format, under: "format")
    return root
  }

  /// The weights, with every length, offset and number checked.
  ///
  /// - Parameter least: fewer numbers than a network of its configuration has, so that a mistyped size is found before
  ///   such a network is made.
  public func readWeights(atLeast least: Int = 0) throws -> Safetensors {
    let file = try Safetensors(path: weights.path)
    let count = file.names.reduce(0) { $0 + (file.shape($1) ?? []).reduce(1, *) }
    guard count >= least else {
      throw UserError(
        "holds \(count) numbers; the network of \(settings.lastPathComponent) has more than \(least)", at: file.path,
        fix: "Check the model's configuration")
    }
    try file.checkNumbers()
    return file
  }

  public func hash() throws -> String { try SHA256.hex(file: weights.path) }
}

extension ModelFolder {
  /// Loads a compressor.
  ///
  /// - Parameter forTraining: weights become f32; otherwise they stay mapped as the file holds them.
  public func loadCompressor(forTraining: Bool = false) throws -> Compressor {
    let root = try readSettings()
    guard let node = try root.optional("compressor"), node.isMapping else {
      throw root.error("this is no compressor", fix: "`compressor:` should hold its configuration")
    }
    let configuration = try CompressorConfiguration(node)
    let file = try readWeights(atLeast: configuration.leastWeights)
    let compressor = Compressor(configuration, random: Philox(seed: 0, stream: 0))
    try WeightFile.load(compressor.parameters, from: file, asStored: !forTraining)
    try refuseStrangers(file, known: compressor.parameters.map(\.name) + [Self.mean, Self.spread])
    let (mean, spread) = (try file.tensor(Self.mean), try file.tensor(Self.spread))
    for (name, tensor) in [(Self.mean, mean), (Self.spread, spread)] where tensor.shape != [configuration.latent] {
      throw UserError("tensor \(name) has shape \(tensor.shape), not [\(configuration.latent)]", at: file.path)
    }
    guard spread.cast(to: .f32).floats().allSatisfy({ $0 > 0 }) else {
      throw UserError("tensor \(Self.spread) holds a spread that is not above 0", at: file.path)
    }
    compressor.setStatistics(mean: mean, spread: spread)
    return compressor
  }

  /// Loads a dynamics network alone.
  public func loadDynamics(forTraining: Bool = false) throws -> Dynamics {
    let root = try readSettings()
    guard let node = try root.optional("dynamics") else {
      throw root.error("this is no dynamics model", fix: "`dynamics:` should hold its configuration")
    }
    let configuration = try DynamicsConfiguration(node)
    let file = try readWeights(atLeast: configuration.leastWeights)
    let dynamics = Dynamics(configuration, random: Philox(seed: 0, stream: 0))
    try WeightFile.load(dynamics.parameters, from: file, asStored: !forTraining)
    try refuseStrangers(file, known: dynamics.parameters.map(\.name))
    return dynamics
  }

  private static let mean = "latent_mean"
  private static let spread = "latent_std"

  /// Weights without a place in the network mean that the file is of another one.
  private func refuseStrangers(_ file: Safetensors, known: [String]) throws {
    guard let stranger = Set(file.names).subtracting(known).min() else { return }
    throw UserError(
      "tensor \(stranger) has no place in the network of \(settings.lastPathComponent)", at: file.path,
      fix: "Check the model's configuration")
  }

  /// With what a dynamics model may be used.
  public func readModelSetting() throws -> ModelSetting {
    let root = try readSettings()
    if try root.optional("dynamics") == nil, try root.optional("compressor")?.isMapping == true {
      throw root.error(
        "this is a compressor, which predicts nothing", fix: "Name a model that `orrery train dynamics` made")
    }
    return try ModelSetting(root)
  }
}
