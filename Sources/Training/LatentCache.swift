import Diagnostics
import Foundation
import NeuralNetwork
import TensorCore
import WorldModel

/// The clips of a data set's first episodes in a file, so that they are encoded once; whole or in part.
struct LatentCache {
  static let prefix = "latents-"

  let file: URL

  struct Contents {
    var clips: [LatentStore.Clip] = []
    /// The episodes that they are of, the first ones of the data set.
    var episodes = 0
  }

  func write(_ contents: Contents) throws {
    var tensors: [String: Tensor] = [:]
    for (i, clip) in contents.clips.enumerated() {
      tensors["latents.\(i)"] = clip.latents
      tensors["actions.\(i)"] = clip.actions
      tensors["motion.\(i)"] = clip.motion
      guard let guide = clip.guide else { continue }
      tensors["guide.\(i)"] = guide.latents
      tensors["moves.\(i)"] = Tensor(guide.moves.map { $0 ? 1 : 0 }, shape: [guide.moves.count])
    }
    try Safetensors.write(tensors, metadata: ["episodes": "\(contents.episodes)"], to: file.path)
  }

  /// Empty where there is nothing that helps: no file, one that does not say of how many episodes it is, or one of more
  /// than are wanted.
  func read(atMost episodes: Int) throws -> Contents {
    // A damaged cache is made anew: nothing in it is worth an error.
    guard FileManager.default.fileExists(atPath: file.path), let stored = try? Safetensors(path: file.path) else {
      return Contents()
    }
    guard let known = stored.metadata["episodes"].flatMap({ Int($0) }), (0...episodes).contains(known) else {
      return Contents()
    }
    let clips = try (0..<stored.names.count { $0.hasPrefix("latents.") }).map {
      LatentStore.Clip(
        latents: try stored.tensor("latents.\($0)"), actions: try stored.tensor("actions.\($0)"),
        motion: try stored.tensor("motion.\($0)"), guide: try guide($0, stored))
    }
    return Contents(clips: clips, episodes: known)
  }

  private func guide(_ clip: Int, _ stored: Safetensors) throws -> Guide.Part? {
    guard stored.shape("guide.\(clip)") != nil else { return nil }
    return Guide.Part(
      latents: try stored.tensor("guide.\(clip)"), moves: try stored.tensor("moves.\(clip)").floats().map { $0 > 0 })
  }
}
