import Autograd
import NeuralNetwork
import Scoring
import TensorCore
import WorldModel

/// One request under way: sequences run side by side as a batch, latent frame after latent frame.
final class Rollout {
  private let model: WorldModel
  private let sampler: Sampler
  private let decoderCache = StreamCache()
  private let batch: Int
  private let shape: [Int]
  private let seeds: [UInt64]
  /// (B, C + H, group, A).
  private(set) var actions: Tensor
  /// The given frames that were used, the newest 1 + group k.
  let used: Range<Int>
  /// The context's latents (1, C, V, h, w, z).
  let context: Tensor
  private(set) var sampled: [Tensor] = []
  private let given: Int
  /// Of cameras that move: their views, and which of them a sequence's cameras have.
  private let views: [CameraViewStream]
  private let viewsOf: [Int?]
  /// What was told of them, a latent frame each from the context's first on.
  private(set) var guides: [Guide] = []

  init(_ model: WorldModel, _ request: PredictionRequest, timing: inout PredictionTiming) throws {
    self.model = model
    let seeds = request.sequences.map(\.seed)
    let used = model.usedContext(of: request.context[0].frames)
    let begin = ContinuousClock.now
    let context = Self.encode(request.context.map { $0[used] }, model)
    let views =
      model.setting.reprojects ? request.views.map { CameraViewStream($0, from: used.lowerBound, model) } : []
    let viewsOf = views.isEmpty ? [] : request.sequences.map(\.views)
    let guides = try (0..<context.shape[1]).compactMap { _ in try Self.guide(views, viewsOf) }
    timing.encode += begin.duration(to: .now).seconds
    let mark = ContinuousClock.now
    let (given, shape) = (context.shape[1], Array(context.shape[2...]))
    let group = model.compressor.configuration.group
    let count = given + model.latents(for: request.horizon)
    let chunks = request.sequences.map { sequence in
      ActionChunks.make(
        Array(sequence.actions.dropFirst(used.lowerBound)), contract: model.setting.contract, group: group, count: count
      )
    }
    let told = Tensor.concatenated(chunks, axis: 0)
      .reshaped([seeds.count, count, group, model.setting.contract.width])
    let noises = (0..<given).map { Self.noise(seeds, frame: $0, shape: shape) }
    sampler = Sampler(
      model.dynamics, given: .concatenated([Tensor](repeating: context, count: seeds.count), axis: 0),
      actions: told.slice(axis: 1, 0..<given), noise: .concatenated(noises, axis: 1),
      guide: Guide.joined(guides), steps: request.steps,
      contextNoise: model.setting.contextNoise, sigmaShift: model.setting.sigmaShift,
      model.context)
    (self.seeds, self.context, self.given, self.shape) = (seeds, context, given, shape)
    (batch, actions, self.used) = (seeds.count, told, used)
    (self.views, self.viewsOf, self.guides) = (views, viewsOf, guides)
    timing.sample += mark.duration(to: .now).seconds
    let decoding = ContinuousClock.now
    primeDecoder()
    timing.decode += decoding.duration(to: .now).seconds
  }

  /// (1, C, V, h, w, z) of one clip a camera.
  static func encode(_ clips: [Clip], _ model: WorldModel) -> Tensor {
    let videos = clips.map(video)
    // (V, C, h, w, z) to (1, C, V, h, w, z).
    let latents = model.compressor.encode(.concatenated(videos, axis: 0), model.context).permuted([1, 0, 2, 3, 4])
    return latents.reshaped([1] + latents.shape)
  }

  /// (1, T, H, W, 3).
  static func video(_ clip: Clip) -> Tensor {
    let bytes = (0..<clip.frames).flatMap { clip.frame($0) }
    return Pixels.tensor(bytes, shape: [1, clip.frames, clip.height, clip.width, 3])
  }

  /// What the sequences' cameras see at the next latent frame; nil where none of them moves.
  private static func guide(_ views: [CameraViewStream], _ of: [Int?]) throws -> Guide? {
    let parts = try views.map { try $0.next() }
    return Guide(of.map { $0.map { parts[$0] } })
  }

  /// The noise of a latent frame: decided by seed and frame alone.
  static func noise(_ seeds: [UInt64], frame: Int, shape: [Int]) -> Tensor {
    let parts = seeds.map { seed in
      Philox(seed: UInt32(truncatingIfNeeded: seed), stream: UInt32(truncatingIfNeeded: seed >> 32))
        .split(UInt32(frame)).normal([1, 1] + shape)
    }
    return .concatenated(parts, axis: 0)
  }

  /// Replaces the actions of the next latent frame: sequences × group × A.
  func tell(_ rows: [[[Float]]]) {
    let frame = given + sampled.count
    let chunks = rows.map { ActionChunks.chunk($0, contract: model.setting.contract) }
    actions = .concatenated(
      [
        actions.slice(axis: 1, 0..<frame), .concatenated(chunks, axis: 0).reshaped([batch, 1] + actions.shape[2...]),
        actions.slice(axis: 1, (frame + 1)..<actions.shape[1]),
      ], axis: 1)
  }

  /// The next latent frame of every sequence, (B, 1, V, h, w, z).
  func sample(_ timing: inout PredictionTiming) throws -> Tensor {
    let looking = ContinuousClock.now
    if let guide = try Self.guide(views, viewsOf) { guides.append(guide) }
    timing.encode += looking.duration(to: .now).seconds
    let begin = ContinuousClock.now
    // The frame before becomes past only now: after the last one nothing needs to.
    if let last = sampled.last { commit(last, frame: given + sampled.count - 1) }
    let frame = given + sampled.count
    let z = sampler.next(
      noise: Self.noise(seeds, frame: frame, shape: shape), actions: actions.slice(axis: 1, frame..<(frame + 1)),
      guide: guides.last)
    sampled.append(z)
    timing.sample += begin.duration(to: .now).seconds
    return z
  }

  private func commit(_ z: Tensor, frame: Int) {
    sampler.commit(
      z, actions: actions.slice(axis: 1, frame..<(frame + 1)), noise: Self.noise(seeds, frame: frame, shape: shape),
      guide: guides.isEmpty ? nil : guides[frame])
  }

  /// The decoder looks one latent back: it is shown the context's last.
  private func primeDecoder() {
    let last = context.slice(axis: 1, (given - 1)..<given)
    _ = decodeLatents(.concatenated([Tensor](repeating: last, count: batch), axis: 0), starts: given == 1)
  }

  /// The first `frames` frames of a latent frame: (frames, H, W, 3) for each sequence and camera, cameras innermost.
  ///
  /// - Throws: `UserError` where the model predicts what is no number.
  func decode(_ z: Tensor, frames: Int, _ timing: inout PredictionTiming) throws -> [[UInt8]] {
    let begin = ContinuousClock.now
    let video = decodeLatents(z, starts: false)
    try Pixels.requireNumbers(video, of: model.folder.url.path)
    let clips = (0..<video.shape[0]).map { n in
      Pixels.bytes(video.rows(n..<(n + 1)).reshaped(Array(video.shape[1...])).rows(0..<frames))
    }
    timing.decode += begin.duration(to: .now).seconds
    return clips
  }

  private func decodeLatents(_ z: Tensor, starts: Bool) -> Tensor {
    model.compressor.decode(
      z.reshaped([batch * shape[0], 1] + shape[1...]), model.context, cache: decoderCache, starts: starts)
  }
}
