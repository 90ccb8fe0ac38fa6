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

extension ActionContract {
  /// Reads a contract as `model.yaml` and data sets' YAML hold it.
  public init(_ node: SettingsNode) throws {
    try node.allowOnly(["robot", "frame", "rotation", "rate", "clamp", "dimensions"])
    self.init(
      robot: try node.required("robot").string(), frame: try node.required("frame").string(),
      rotation: try node.required("rotation").string(), rate: try node.required("rate").double(in: 0.01...10_000),
      clamp: try node.required("clamp").word(),
      dimensions: try node.required("dimensions").list(count: 1...1024).map(Dimension.init))
  }
}

extension ActionContract.ClampPolicy: CaseIterable {
  public static var allCases: [Self] { [.clamp, .warn] }
}

extension ActionContract.Dimension {
  init(_ node: SettingsNode) throws {
    try node.allowOnly(["name", "unit", "kind", "opens", "q01", "q99", "lower", "upper"])
    self.init(
      name: try node.required("name").string(), unit: try node.optional("unit")?.string() ?? "",
      kind: try node.required("kind").word(), opens: try node.optional("opens")?.int(in: -1...1),
      q01: try node.required("q01").double(), q99: try node.required("q99").double(),
      lower: try node.optional("lower")?.double(), upper: try node.optional("upper")?.double())
    guard q99 > q01 else { throw node.error("has q99 \(q99), which is not above q01 \(q01)") }
    if let lower, let upper, lower > upper {
      throw node.error("has the lower limit \(lower) above the upper, \(upper)")
    }
  }
}
