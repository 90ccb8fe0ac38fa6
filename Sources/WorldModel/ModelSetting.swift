import Configuration
import Diagnostics
import Episodes
import Foundation

/// What stands in a dynamics checkpoint's `model.yaml` beside the network's shape: with what it may be used.
public struct ModelSetting: Sendable {
  /// The compressor's folder.
  public var compressor: URL
  /// SHA-256 of the compressor's weights that the latents of training came from.
  public var compressorHash: String
  public var cameras: [String]
  /// Of the frames, pixels; the first is what most of training was of.
  public var sizes: [(height: Int, width: Int)]
  /// Noise level at which given and finished frames are shown to the network.
  public var contextNoise: Double
  /// How far the sampler's noise levels are moved towards noise (`NoiseSchedule`); 1: they are evenly spaced.
  public var sigmaShift: Double
  /// Whether frames of cameras that move are told a `Guide`, which takes depth and the cameras' poses.
  public var reprojects: Bool
  public var contract: ActionContract

  public init(
    compressor: URL, compressorHash: String, cameras: [String], sizes: [(height: Int, width: Int)],
    contextNoise: Double, sigmaShift: Double = 1, reprojects: Bool = false, contract: ActionContract
  ) {
    precondition(!sizes.isEmpty, "a model of frames without a size")
    self.compressor = compressor
    self.compressorHash = compressorHash
    self.cameras = cameras
    self.sizes = sizes
    self.contextNoise = contextNoise
    self.sigmaShift = sigmaShift
    self.reprojects = reprojects
    self.contract = contract
  }

  init(_ root: SettingsNode) throws {
    compressor = try root.required("compressor").url()
    compressorHash = try root.required("compressor_sha256").string()
    cameras = try root.required("cameras").strings()
    sizes = [try Self.size(try root.required("size"))]
    sizes += try root.optional("other_sizes")?.list(count: 1...1000).map(Self.size) ?? []
    contextNoise = try root.required("context_noise").double(in: 0...0.9)
    sigmaShift = try root.optional("sigma_shift")?.double(in: 0.05...50) ?? 1
    reprojects = try root.optional("reprojects")?.bool() ?? false
    contract = try ActionContract(try root.required("contract"))
  }

  public var height: Int { sizes[0].height }
  public var width: Int { sizes[0].width }

  /// Height, then width.
  private static func size(_ node: SettingsNode) throws -> (height: Int, width: Int) {
    let size = try node.list(count: 2...2).map { try $0.int(in: 16...4096) }
    return (size[0], size[1])
  }

  /// As `model.yaml` has it: nothing where it is usual.
  var reprojectsLine: String { reprojects ? "\nreprojects: true" : "" }

  /// As `model.yaml` has them.
  var sizeLines: String {
    let list = sizes.map { "[\($0.height), \($0.width)]" }
    return "size: \(list[0])" + (list.count > 1 ? "\nother_sizes: [\(list[1...].joined(separator: ", "))]" : "")
  }
}
