import Diagnostics
import TensorCore

/// Episodes of different sizes and lengths: a step draws its windows from one bucket, whose clips have one shape
/// (as in Open-Sora and NaViT's bucketed relatives, so that no token is spent on padding).
extension LatentStore {
  /// Latent frames that a window has at least: one given, one to be predicted.
  static let leastWindow = 2

  /// Clips that share a batch: as wide and high as one drawn clip, and with as many frames, or with a whole window.
  ///
  /// - Throws: `UserError` where no clip has two latent frames.
  func bucket(window: Int, _ random: Philox) throws -> [Clip] {
    let usable = clips.filter { $0.count >= Self.leastWindow }
    guard !usable.isEmpty else { throw UserError("no episode has \(Self.leastWindow) latent frames", at: "window") }
    let first = usable[random.integer(below: usable.count, at: 0)]
    let length = min(window, first.count)
    return usable.filter { $0.latents.shape[1...] == first.latents.shape[1...] && min(window, $0.count) == length }
  }

  /// Sizes of the clips' frames in latents, (h, w), the one with most latent frames first.
  var sizes: [(height: Int, width: Int)] {
    var counts: [[Int]: Int] = [:]
    for clip in clips { counts[Array(clip.latents.shape[2..<4]), default: 0] += clip.count }
    return counts.sorted { ($1.value, $0.key[0], $0.key[1]) < ($0.value, $1.key[0], $1.key[1]) }
      .map { ($0.key[0], $0.key[1]) }
  }

  /// Clips of one size together, the most frequent size first.
  var bySize: [[Clip]] {
    sizes.map { size in clips.filter { ($0.latents.shape[2], $0.latents.shape[3]) == (size.height, size.width) } }
  }
}
