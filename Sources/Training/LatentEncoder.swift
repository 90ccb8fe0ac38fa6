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

  /// Of one that is long enough for every phase.
  var clipsPerEpisode: Int { phases.count * (1 + varied) }

  func clips(of set: EpisodeDataset, limit: Int, cachedAt file: URL) throws -> [LatentStore.Clip] {
    let count = min(limit, set.count)
    if let stored = try read(file, episodes: count) { return stored }
    var clips: [LatentStore.Clip] = []
    let meter = ProgressMeter("encoding", total: count, unit: "episodes")
    defer { meter.finish() }
    for index in 0..<count {
      try Interrupt.check()
      clips += try encode(set, index)
      meter.advance()
    }
    try write(clips, to: file)
    return clips
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

  private func write(_ clips: [LatentStore.Clip], to file: URL) throws {
    var tensors: [String: Tensor] = [:]
    for (i, clip) in clips.enumerated() {
      tensors["latents.\(i)"] = clip.latents
      tensors["actions.\(i)"] = clip.actions
      tensors["motion.\(i)"] = clip.motion
      guard let guide = clip.guide else { continue }
      tensors["guide.\(i)"] = guide.latents
      tensors["moves.\(i)"] = Tensor(guide.moves.map { $0 ? 1 : 0 }, shape: [guide.moves.count])
    }
    try Safetensors.write(tensors, to: file.path)
  }

  private func read(_ file: URL, episodes: Int) throws -> [LatentStore.Clip]? {
    guard FileManager.default.fileExists(atPath: file.path) else { return nil }
    // A damaged cache is made anew: nothing in it is worth an error.
    guard let stored = try? Safetensors(path: file.path) else { return nil }
    let count = stored.names.count { $0.hasPrefix("latents.") }
    // A longer or shorter recording than before is encoded anew.
    guard count == episodes * clipsPerEpisode else { return nil }
    return try (0..<count).map {
      LatentStore.Clip(
        latents: try stored.tensor("latents.\($0)"), actions: try stored.tensor("actions.\($0)"),
        motion: try stored.tensor("motion.\($0)"),
        guide: try guide($0, stored))
    }
  }
  private func guide(_ clip: Int, _ stored: Safetensors) throws -> Guide.Part? {
    guard stored.shape("guide.\(clip)") != nil else { return nil }
    return Guide.Part(
      latents: try stored.tensor("guide.\(clip)"), moves: try stored.tensor("moves.\(clip)").floats().map { $0 > 0 })
  }
}
