import Autograd
import Diagnostics
import Scoring
import TensorCore
import WorldModel

/// Videos that a predictor is shown to the end, to see which one surprises it more: alike but for an event.
public struct WatchedVideos: Sendable {
  /// Videos × cameras, all of one length and size: the first `context` frames, which are not judged, and whole chunks.
  public var clips: [[Clip]]
  public var context: Int
  /// Frames that are foreseen at once.
  public var chunk: Int
  /// T × A, from the first frame on.
  public var actions: [[Float]]
  /// Of the noise, which is the same for all videos.
  public var seed: UInt64

  public init(clips: [[Clip]], context: Int, chunk: Int, actions: [[Float]], seed: UInt64) {
    (self.clips, self.context, self.chunk) = (clips, context, chunk)
    (self.actions, self.seed) = (actions, seed)
  }
}

extension WorldModelPredictor {
  /// The mean squared error of each video's latent frames, every one predicted in one step from noise and from the
  /// video's own frames before it.
  public func surprise(_ videos: WatchedVideos) throws -> [Double] {
    let group = chunk
    let used = model.usedContext(of: videos.context)
    let given = 1 + (used.count - 1) / group
    let count = given + ((videos.clips.first?.first?.frames ?? 0) - videos.context) / group
    let frames = used.lowerBound..<(used.lowerBound + 1 + (count - 1) * group)
    let latents = try videos.clips.map { clips in
      try Interrupt.check()
      return Rollout.encode(clips.map { $0[frames] }, model)
    }
    let all = Tensor.concatenated(latents, axis: 0)
    let (batch, shape) = (videos.clips.count, Array(all.shape[2...]))
    let own = ActionChunks.make(
      Array(videos.actions.dropFirst(used.lowerBound)), contract: model.setting.contract, group: group, count: count)
    let actions = Tensor.concatenated([Tensor](repeating: own, count: batch), axis: 0)
      .reshaped([batch, count, group, model.setting.contract.width])
    let seeds = [UInt64](repeating: videos.seed, count: batch)
    let noises = (0..<count).map { Rollout.noise(seeds, frame: $0, shape: shape) }
    let sampler = Sampler(
      model.dynamics, given: all.slice(axis: 1, 0..<given), actions: actions.slice(axis: 1, 0..<given),
      noise: .concatenated(Array(noises[..<given]), axis: 1), steps: 1, contextNoise: model.setting.contextNoise,
      sigmaShift: model.setting.sigmaShift, model.context)
    var sums = [Double](repeating: 0, count: batch)
    for frame in given..<count {
      try Interrupt.check()
      let (now, told) = (all.slice(axis: 1, frame..<(frame + 1)), actions.slice(axis: 1, frame..<(frame + 1)))
      let off = sampler.next(noise: noises[frame], actions: told).combined(1, now, -1)
      for video in 0..<batch {
        sums[video] += off.rows(video..<(video + 1)).floats().reduce(0) { $0 + Double($1) * Double($1) }
      }
      if frame + 1 < count { sampler.commit(now, actions: told, noise: noises[frame]) }
    }
    let size = Double(max(1, count - given) * shape.reduce(1, *))
    return sums.map { $0 / size }
  }
}

extension BaselinePredictor {
  public func surprise(_ videos: WatchedVideos) throws -> [Double] {
    videos.clips.map { baseline.surprise(at: $0, from: videos.context, chunk: videos.chunk) }
  }
}
