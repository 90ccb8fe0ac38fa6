import Autograd
import Diagnostics
import Episodes
import Foundation
import NeuralNetwork
import TensorCore
import WorldModel

/// The latents and actions of data sets, encoded once and kept beside the training's state.
///
/// Files are named by a hash of the encoder, the data set's content and the cut, so a stale one is never used and a
/// data set may be moved.
public final class LatentStore {
  /// One episode from one phase: latents (T', V, h, w, z) in bf16, action chunks (T', group, A) and the map of what
  /// moves (T', V, h, w) in f32, whose values `MotionMap` names. Where cameras move and the model is told so, its guide.
  struct Clip {
    var latents: Tensor
    var actions: Tensor
    var motion: Tensor
    /// Nil where cameras stand still.
    var guide: Guide.Part?
    /// Which of the data sets it is from.
    var set = 0
    var count: Int { latents.shape[0] }

    /// The guide of some of its frames.
    func guide(_ range: Range<Int>) -> Guide.Part? {
      guide.map { Guide.Part(latents: $0.latents.rows(range), moves: $0.moves) }
    }
  }

  let clips: [Clip]
  public let contract: ActionContract

  /// The contract that all of some data sets have, the first one's where none is given, with nothing encoded yet.
  ///
  /// - Throws: `UserError` where one is no data set, has no contract, or another one.
  static func contract(of folders: [URL], given: ActionContract?) throws -> ActionContract {
    var contract = given
    for folder in folders {
      guard let own = try EpisodeDataset(path: folder.path).header?.contract else {
        throw UserError("the data set has no action contract", at: folder.path, fix: "Import it first")
      }
      try contract?.require(own, at: folder.path)
      contract = contract ?? own
    }
    guard let contract else { throw UserError("there are no data sets", at: "data") }
    return contract
  }

  /// - Parameters:
  ///   - contract: whose quantiles normalise the actions; nil: the first data set's.
  ///   - widened: makes of the first data set's what the actions are told under, before anything is encoded.
  ///   - varied: how often each episode is seen a second time, as another camera might have seen it.
  ///   - reprojects: whether clips whose cameras move get guides.
  ///   - limit: at most this many episodes, about as many of each data set.
  public init(
    _ folders: [URL], cameras: [String], compressor: Compressor, phases: [Int],
    contract given: ActionContract? = nil, widened: (ActionContract) throws -> ActionContract = { $0 }, varied: Int = 0,
    reprojects: Bool = false, cache: URL, limit: Int = .max
  ) throws {
    var clips: [Clip] = []
    let own = try Self.contract(of: folders, given: given)
    let used = try given ?? widened(own.withRanges)
    let latents = compressor.latentsHash
    for (number, folder) in folders.enumerated() {
      let set = try EpisodeDataset(path: folder.path)
      let isGuided = try reprojects && set.movesCameras(cameras)
      let encoder = LatentEncoder(
        compressor: compressor, contract: used, cameras: cameras, phases: phases, varied: varied,
        reprojects: isGuided)
      let identity = try set.identity()
      let share = EpisodeDataset.share(of: limit, set: number, among: folders.count)
      let key =
        "motion 4 \(latents) \(identity) \(cameras) \(phases) \(used.dimensions.map { "\($0.q01) \($0.q99)" })"
        + (varied > 0 ? " varied \(varied)" : "") + (share < .max ? " first \(share)" : "")
        + (isGuided ? " guides 2" : "")
        + (used.dimensions.contains { $0.span != nil } ? " spans \(used.dimensions.map { $0.span ?? 0 })" : "")
      let name = SHA256.hex(Array(key.utf8)).prefix(16)
      let file = cache.appendingPathComponent("\(LatentCache.prefix)\(name).safetensors")
      for var clip in try encoder.clips(of: set, limit: share, cachedAt: file) {
        clip.set = number
        clips.append(clip)
      }
    }
    guard !clips.isEmpty else {
      throw UserError("there are no episodes", at: folders.map(\.path).joined(separator: ", "))
    }
    self.clips = clips
    contract = used
  }
}
