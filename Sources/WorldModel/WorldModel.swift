import Autograd
import Diagnostics
import Episodes
import Foundation
import TensorCore

/// A trained world model: a dynamics network and the compressor whose latents it was trained on.
public final class WorldModel {
  public let folder: ModelFolder
  public let setting: ModelSetting
  public let compressor: Compressor
  public let dynamics: Dynamics
  /// SHA-256 over both files of weights.
  public let hash: String
  public let context: Context

  /// - Throws: `UserError` where a file is missing, damaged or does not belong to the other.
  public init(folder url: URL, precision: Precision = .fastest) throws {
    folder = ModelFolder(url)
    setting = try folder.readModelSetting()
    let other = ModelFolder(setting.compressor)
    let (mine, theirs) = (try folder.hash(), try other.hash())
    guard theirs == setting.compressorHash else { throw setting.otherCompressor }
    compressor = try other.loadCompressor()
    dynamics = try folder.loadDynamics()
    hash = SHA256.hex(Array((mine + theirs).utf8))
    context = Context(precision)
    try checkAgreement()
  }

  /// The parts of a model come from different files, so their shapes are compared.
  private func checkAgreement() throws {
    let d = dynamics.configuration
    let c = compressor.configuration
    let pairs: [(String, Int, Int)] = [
      ("latent channels", d.latent, c.latent), ("frames a latent", d.group, c.group),
      ("cameras", d.views, setting.cameras.count), ("action dimensions", d.actionWidth, setting.contract.width),
    ]
    for (what, mine, other) in pairs where mine != other {
      throw UserError("the network has \(mine) \(what), the rest of the model \(other)", at: folder.settings.path)
    }
    if setting.reprojects, !d.previous {
      throw UserError("`reprojects` needs a network with `previous`", at: folder.settings.path)
    }
    let step = CompressorConfiguration.reduction * d.patch
    for size in setting.sizes where size.height % step != 0 || size.width % step != 0 {
      throw UserError("\(size.height)×\(size.width) is no multiple of \(step)", at: folder.settings.path)
    }
  }

  /// The newest 1 + group k of `frames` context frames.
  public func usedContext(of frames: Int) -> Range<Int> {
    let group = compressor.configuration.group
    let used = 1 + (frames - 1) / group * group
    return (frames - used)..<frames
  }

  /// Latent frames that `frames` predicted frames take; the surplus is dropped.
  public func latents(for frames: Int) -> Int {
    let group = compressor.configuration.group
    return (frames + group - 1) / group
  }
}
