import Diagnostics
import Episodes
import Foundation
import NeuralNetwork
import TensorCore

extension Compressor {
  /// Writes a checkpoint folder: weights in bf16, statistics in f32, `model.yaml` last.
  ///
  /// - Parameter record: how the weights came about, as YAML.
  public func write(to folder: ModelFolder, record: String) throws {
    try AtomicFile.makeFolder(folder.url.path)
    var tensors = WeightFile.tensors(parameters, .bf16)
    tensors["latent_mean"] = latentMean
    tensors["latent_std"] = latentSpread
    try Safetensors.write(tensors, to: folder.weights.path)
    try AtomicFile.write("format: \(ModelFolder.format)\n\(configuration.yaml)\(record)", to: folder.settings.path)
  }
}

extension Dynamics {
  /// Writes a checkpoint folder: weights in bf16, and with what they may be used.
  public func write(to folder: ModelFolder, setting: ModelSetting, record: String) throws {
    try AtomicFile.makeFolder(folder.url.path)
    try Safetensors.write(WeightFile.tensors(parameters, .bf16), to: folder.weights.path)
    let text = "format: \(ModelFolder.format)\n\(configuration.yaml)\(setting.yaml(relativeTo: folder.url))\(record)"
    try AtomicFile.write(text, to: folder.settings.path)
  }
}

extension ModelSetting {
  func yaml(relativeTo folder: URL) -> String {
    """
    compressor: "\(Self.relative(compressor, to: folder))"
    compressor_sha256: "\(compressorHash)"
    cameras: [\(cameras.map(ActionContract.quoted).joined(separator: ", "))]
    \(sizeLines)
    context_noise: \(contextNoise)
    sigma_shift: \(sigmaShift)\(reprojectsLine)
    contract:
    \(contract.yaml(indent: 2))
    """
  }

  /// `../other` where both lie under a common folder, so that the two can move together.
  public static func relative(_ target: URL, to folder: URL) -> String {
    let a = target.standardizedFileURL.pathComponents
    let b = folder.standardizedFileURL.pathComponents
    let common = zip(a, b).prefix { $0 == $1 }.count
    guard common > 1 else { return target.path }
    return (Array(repeating: "..", count: b.count - common) + a[common...]).joined(separator: "/")
  }
}
