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

  public let url: URL
  public var weights: URL { url.appendingPathComponent("model.safetensors") }
  public var settings: URL { url.appendingPathComponent("model.yaml") }

  public init(_ url: URL) { self.url = url.standardizedFileURL }

  /// `model.yaml`, with its format checked.
  public func readSettings() throws -> SettingsNode {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder), isFolder.boolValue else {
      throw UserError("there is no model here", at: url.path, fix: "Name a folder with model.yaml and model.safetensors")
    }
    let root = try SettingsNode(file: settings)
    try root.requireVersion(Self.format, under: "format")
    return root
  }

  /// The weights, with every length, offset and number checked.
  public func readWeights() throws -> Safetensors {
    let file = try Safetensors(path: weights.path)
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
    let compressor = Compressor(try CompressorConfiguration(node), random: Philox(seed: 0, stream: 0))
    let file = try readWeights()
    try WeightFile.load(compressor.parameters, from: file, asStored: !forTraining)
    try compressor.setStatistics(mean: file.tensor("latent_mean"), spread: file.tensor("latent_std"))
    return compressor
  }

  /// Loads a dynamics network alone.
  public func loadDynamics(forTraining: Bool = false) throws -> Dynamics {
    let root = try readSettings()
    guard let node = try root.optional("dynamics") else {
      throw root.error("this is no dynamics model", fix: "`dynamics:` should hold its configuration")
    }
    let dynamics = Dynamics(try DynamicsConfiguration(node), random: Philox(seed: 0, stream: 0))
    try WeightFile.load(dynamics.parameters, from: try readWeights(), asStored: !forTraining)
    return dynamics
  }

  /// With what a dynamics model may be used.
  public func readModelSetting() throws -> ModelSetting { try ModelSetting(try readSettings()) }
}
