import Autograd
import Diagnostics
import Foundation
import TensorCore
import WorldModel

/// What models predict of recorded episodes, beside what happened there.
///
/// A model's latents are not an encoder's: where it is unsure they lie between those of several pictures, and a decoder
/// that only ever saw true ones shows a fog there. One that learned on them, by the absolute error, shows the likeliest
/// edge: the median of what could be there instead of its mean.
struct PredictedClips {
  /// One camera of an episode: raw latents (T', h, w, z) in bf16, the first ones given.
  private struct Clip {
    var latents: Tensor
    var strip: FrameStore.Strip
    var isCriticised: Bool
  }

  private var clips: [Clip] = []
  private let compressor: Compressor

  /// - Parameters:
  ///   - sets: the data sets that `store` holds the frames of, in its order.
  ///   - limit: at most so many episodes of each plan.
  init(
    _ plans: [PredictionPlan], of sets: [URL], in store: FrameStore, cameras: [String], compressor: Compressor,
    compressorHash: String, seed: UInt64, cache: URL, limit: Int = .max
  ) throws {
    self.compressor = compressor
    // What cannot be used is refused before minutes go into what can.
    let known = try plans.map { plan in
      let (dynamics, setting) = try plan.load(compressorHash: compressorHash, cameras: cameras)
      let latents = try LatentStore(
        plan.data, cameras: cameras, compressor: compressor, phases: [0],
        contract: setting.contract, reprojects: setting.reprojects, cache: cache, limit: min(limit, plan.episodes))
      return (latents, LatentRollout(dynamics: dynamics, setting: setting))
    }
    for (number, (latents, rollout)) in known.enumerated() {
      let frames = plans[number].data.map {
        Self.episodes(of: sets.firstIndex(of: $0), in: store, views: cameras.count, compressor)
      }
      let random = Philox(seed: UInt32(truncatingIfNeeded: seed), stream: 21).split(UInt32(number))
      try predict(latents, rollout, frames, random, isCriticised: plans[number].isCriticised)
    }
    guard !clips.isEmpty else {
      throw UserError(
        "no episode is long enough to be predicted", at: plans.first?.place ?? "predictions", fix: "Name other `data`")
    }
  }

  /// The views of each episode of a data set that is long enough to have been encoded.
  private static func episodes(
    of set: Int?, in store: FrameStore, views: Int, _ compressor: Compressor
  ) -> [[FrameStore.Strip]] {
    let own = store.strips.filter { $0.set == set }
    return stride(from: 0, to: own.count, by: views).map { Array(own[$0..<($0 + views)]) }
      .filter { $0[0].frames > compressor.configuration.group }
  }

  /// Eight episodes at a time, of one shape.
  private mutating func predict(
    _ store: LatentStore, _ rollout: LatentRollout, _ frames: [[[FrameStore.Strip]]], _ random: Philox,
    isCriticised: Bool
  ) throws {
    var next = [Int](repeating: 0, count: frames.count)
    // The frames may be of fewer episodes: of several data sets each has its share of a limit.
    let episodes = store.clips.compactMap { clip -> (clip: LatentStore.Clip, views: [FrameStore.Strip])? in
      defer { next[clip.set] += 1 }
      return next[clip.set] < frames[clip.set].count ? (clip, frames[clip.set][next[clip.set]]) : nil
    }.filter { $0.clip.count > LatentRollout.given }
    let meter = ProgressMeter("predicting", total: episodes.count, unit: "episodes")
    defer { meter.finish() }
    for shape in Set(episodes.map(\.clip.latents.shape)).sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      let alike = episodes.filter { $0.clip.latents.shape == shape }
      for start in stride(from: 0, to: alike.count, by: 8) {
        try Interrupt.check(advice: "Go on with --resume")
        let some = Array(alike[start..<min(start + 8, alike.count)])
        let whole = predicted(some.map(\.clip), rollout, random.split(UInt32(clips.count)))
        for (b, episode) in some.enumerated() {
          for (view, strip) in episode.views.enumerated() {
            let own = whole.slice(axis: 0, b..<(b + 1)).slice(axis: 2, view..<(view + 1))
            let latents = own.reshaped([shape[0]] + shape[2...]).cast(to: .bf16)
            clips.append(Clip(latents: latents, strip: strip, isCriticised: isCriticised))
          }
        }
        meter.advance(by: some.count)
      }
    }
  }

  /// Raw latents (B, T', V, h, w, z): the given ones, then what the model makes of them.
  private func predicted(_ clips: [LatentStore.Clip], _ rollout: LatentRollout, _ random: Philox) -> Tensor {
    func stacked(_ part: (LatentStore.Clip) -> Tensor) -> Tensor {
      .concatenated(clips.map { part($0).cast(to: .f32).reshaped([1] + part($0).shape) }, axis: 0)
    }
    let z = stacked(\.latents)
    let future = rollout(
      z, stacked(\.actions), noise: random.normal(z.shape), guide: Guide(clips.map { $0.guide(0..<$0.count) }),
      Context(.fastest))
    return Tensor.concatenated([z.slice(axis: 1, 0..<LatentRollout.given), future], axis: 1)
      .affineRows(scale: compressor.latentSpread, shift: compressor.latentMean)
  }

  /// Random predicted moments of `groups` latents, of one shape, and all of them for a critic or none.
  ///
  /// - Returns: raw latents (B, groups + 1, h, w, z), the first only the past of the others, and the frames of those others
  ///   (B, groups × group, H, W, 3) in -1...1.
  func draw(_ batch: Int, groups: Int, _ random: Philox) throws
    -> (latents: Tensor, video: Tensor, isCriticised: Bool)
  {
    let given = LatentRollout.given
    let long = clips.filter { $0.latents.shape[0] >= given + groups }
    guard !long.isEmpty else { throw UserError("no predicted episode has \(groups) latents", at: "clip") }
    let first = long[random.integer(below: long.count, at: 0)]
    let usable = long.filter {
      $0.latents.shape[1...] == first.latents.shape[1...] && $0.isCriticised == first.isCriticised
    }
    let group = compressor.configuration.group
    var (latents, frames): ([Tensor], [Tensor]) = ([], [])
    for b in 0..<batch {
      let clip = usable[random.integer(below: usable.count, at: 2 * b + 1)]
      let start = given + random.integer(below: clip.latents.shape[0] - groups - given + 1, at: 2 * b + 2)
      let shown = clip.latents.rows((start - 1)..<(start + groups)).cast(to: .f32)
      let video = clip.strip.video((1 + (start - 1) * group)..<(1 + (start + groups - 1) * group))
      latents.append(shown.reshaped([1] + shown.shape))
      frames.append(video.reshaped([1] + video.shape))
    }
    return (.concatenated(latents, axis: 0), .concatenated(frames, axis: 0), first.isCriticised)
  }

  /// The frames of all latents but the first, as the decoder shows them, in f32.
  func shown(_ latents: Tensor, _ context: Context) -> Variable {
    let group = compressor.configuration.group
    let video = compressor.decodeRaw(Variable(latents), context, starts: false)
    return video.slice(axis: 1, group..<video.shape[1]).cast(to: .f32)
  }
}
