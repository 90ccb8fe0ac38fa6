import Diagnostics
import Episodes
import Foundation

extension ModelFolder {
  /// Lets this model be shown by another compressor's decoder, such as one that learned on its predictions: `model.yaml`
  /// names that compressor from then on.
  ///
  /// - Throws: `UserError` where the other's latents are not those that this model was trained on: its encoder and its
  ///   statistics must be the same to the bit. Nothing is changed then.
  public func adopt(_ other: ModelFolder) throws {
    let setting = try readModelSetting()
    let own = ModelFolder(setting.compressor)
    guard try own.hash() == setting.compressorHash else { throw setting.otherCompressor }
    guard try own.loadCompressor().latentsHash == other.loadCompressor().latentsHash else {
      throw UserError(
        "its latents are not those that \(url.path) was trained on", at: other.url.path,
        fix: "Train it with `start` that model's compressor and `hold_encoder: true`")
    }
    let text = try InputFile.text(settings.path)
    let path = ActionContract.quoted(ModelSetting.relative(other.url, to: url))
    let lines = try text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      if line.hasPrefix("compressor:") { return "compressor: \(path)" }
      return line.hasPrefix("compressor_sha256:") ? "compressor_sha256: \"\(try other.hash())\"" : String(line)
    }
    try AtomicFile.write(lines.joined(separator: "\n"), to: settings.path)
  }
}

extension ModelSetting {
  /// Another compressor lies where this model's should.
  var otherCompressor: UserError {
    UserError(
      "the compressor is not the one this model was trained with", at: compressor.path,
      fix: "Its weights' SHA-256 should begin with \(compressorHash.prefix(12)); `orrery model adopt` takes one of the "
        + "same latents")
  }
}
