import Configuration
import Diagnostics
import Episodes
import Foundation

/// What stands in a dynamics checkpoint's `model.yaml` beside the network's shape: with what it may be used.
public struct ModelSetting: Equatable, Sendable {
  /// The compressor's folder.
  public var compressor: URL
  /// SHA-256 of the compressor's weights that the latents of training came from.
  public var compressorHash: String
  public var cameras: [String]
  /// Of the frames, pixels.
  public var height: Int
  public var width: Int
  /// Noise level at which given and finished frames are shown to the network.
  public var contextNoise: Double
  public var contract: ActionContract

  public init(
    compressor: URL, compressorHash: String, cameras: [String], height: Int, width: Int, contextNoise: Double,
    contract: ActionContract
  ) {
    self.compressor = compressor
    self.compressorHash = compressorHash
    self.cameras = cameras
    self.height = height
    self.width = width
    self.contextNoise = contextNoise
    self.contract = contract
  }

  init(_ root: SettingsNode) throws {
    compressor = try root.required("compressor").url()
    compressorHash = try root.required("compressor_sha256").string()
    cameras = try root.required("cameras").strings()
    let size = try root.required("size").list(count: 2...2).map { try $0.int(in: 16...4096) }
    (height, width) = (size[0], size[1])
    contextNoise = try root.required("context_noise").double(in: 0...0.9)
    contract = try ActionContract(try root.required("contract"))
  }
}
