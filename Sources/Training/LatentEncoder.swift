import Autograd
import Diagnostics
import Episodes
import Foundation
import NeuralNetwork
import TensorCore
import WorldModel

/// Encodes the episodes of a data set.
struct LatentEncoder {
  let compressor: Compressor
  let contract: ActionContract
  let cameras: [String]
  let phases: [Int]
  let varied: Int
  let reprojects: Bool

  /// Clips of the first episodes, in their order; what was encoded before is read from `file`, which is written every
  /// few minutes and when the user interrupts.
  func clips(of set: EpisodeDataset, limit: Int, cachedAt file: URL) throws -> [LatentStore.Clip] {
    let cache = LatentCache(file: file)
    let count = min(limit, set.count)
    var known = try cache.read(atMost: count)
    guard known.episodes < count else { return known.clips }
    let meter = ProgressMeter("encoding", total: count - known.episodes, unit: "episodes")
    defer { meter.finish() }
    var saved = ContinuousClock.now
    while known.episodes < count {
      known.clips += try encode(set, known.episodes)
      known.episodes += 1
      meter.advance()
      if saved.duration(to: .now) > .seconds(180) || Interrupt.isRaised {
        try cache.write(known)
        saved = .now
      }
      try Interrupt.check(advice: "Go on with --resume")
    }
    try cache.write(known)
    return known.clips
  }

  private func encode(_ set: EpisodeDataset, _ index: Int) throws -> [LatentStore.Clip] {
    var episode = try set.trainingEpisode(index, cameras: cameras)
    if let width = episode.actions.first?.count, width != contract.width {
      throw UserError("episode \(index) has \(width) actions; its contract describes \(contract.width)", at: set.path)
    }
    var clips = try cut(episode) { try guide(episode, $0, of: set, index) }
    let (views, random) = (episode.views, Philox(seed: UInt32(truncatingIfNeeded: index), stream: Self.variety))
    for number in 0..<varied {
      let variety = PictureVariety(random: random.split(UInt32(number)))
      episode.views = views.map { variety($0) }
      clips += try cut(episode) { _ in nil }
    }
    return clips
  }

  /// Which random numbers vary the pictures: the same for an episode whatever the training's seed, as latents are kept.
  private static let variety: UInt32 = 71

  /// A clip a phase; `guide` makes that of some frames.
  private func cut(_ episode: Episode, guide: (Range<Int>) throws -> Guide.Part?) throws -> [LatentStore.Clip] {
    let group = compressor.configuration.group
    return try phases.compactMap { phase in
      let length = (episode.frames - phase - 1) / group
      guard length > 0 else { return nil }
      let frames = phase..<(phase + 1 + length * group)
      let z = latents(of: episode.views, frames).permuted([1, 0, 2, 3, 4])
      let actions = ActionChunks.make(
        Array(episode.actions[phase...]), contract: contract, group: group, count: length + 1)
      let (rows, columns) = (z.shape[2], z.shape[3])
      let known = MotionMap(episode)
      let motion =
        known.isKnown
        ? known.marking(
          known.map(phase: phase, group: group, count: length + 1, rows: rows, columns: columns), whereItPasses: z,
          phase: phase, group: group)
        : MotionMap.changes(z)
      return LatentStore.Clip(
        latents: z.cast(to: .bf16), actions: actions, motion: motion, guide: try guide(frames))
    }
  }

  /// What the last frame that a run is given shows from where the cameras are; nil where they stand still.
  private func guide(
    _ episode: Episode, _ frames: Range<Int>, of set: EpisodeDataset, _ index: Int
  ) throws -> Guide.Part? {
    let poses = episode.views.map { $0.extrinsics.map { Array($0[frames]) } ?? [] }
    guard reprojects, poses.contains(where: \.move) else { return nil }
    let given = frames.lowerBound + compressor.configuration.group * (LatentRollout.given - 1)
    let seen = try set.episode(index, EpisodeSelection(frames: given..<(given + 1), cameras: cameras, truth: false))
    let cache = try PointCache(seen.views, frame: 0, at: "\(set.path), episode \(index)")
    var views = episode.views
    for camera in views.indices { views[camera].rgb = cache.pictures(camera: camera, from: poses[camera]) }
    let latents = latents(of: views, 0..<frames.count).permuted([1, 0, 2, 3, 4])
    return Guide.Part(latents: latents.cast(to: .bf16), moves: poses.map(\.move))
  }

  /// The first frame, then a group at a time: the same latents as from the whole clip, with activations that stay in
  /// the processor's cache.
  private func latents(of views: [Episode.View], _ frames: Range<Int>) -> Tensor {
    let cache = StreamCache()
    let group = compressor.configuration.group
    let starts = [frames.lowerBound] + Array(stride(from: frames.lowerBound + 1, to: frames.upperBound, by: group))
    let parts = starts.map { start in
      let isFirst = start == frames.lowerBound
      let videos = views.map { video($0, start..<(isFirst ? start + 1 : start + group)) }
      return compressor.encode(.concatenated(videos, axis: 0), Context(.fastest), cache: cache, starts: isFirst)
    }
    return .concatenated(parts, axis: 1)
  }

  private func video(_ view: Episode.View, _ frames: Range<Int>) -> Tensor {
    let out = Tensor(uninitialized: [1, frames.count, view.height, view.width, 3], .f32)
    let start = frames.lowerBound * view.frameBytes
    out.withMutableFloats { values in
      view.rgb.withUnsafeBufferPointer { bytes in
        for i in 0..<frames.count * view.frameBytes { values[i] = Float(bytes[start + i]) * (1 / 127.5) - 1 }
      }
    }
    return out
  }
}
