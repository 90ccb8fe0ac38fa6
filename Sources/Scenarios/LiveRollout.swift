import Diagnostics
import Episodes
import NeuralNetwork
import Scoring
import TensorCore
import WorldModel

/// A rollout whose actions come while it runs: the chunk under way is predicted again at every action.
///
/// A chunk of `group` frames has its own noise, decided by the seed and its number, so predicting it again changes only
/// what the actions change. Committed chunks are what `Rollout` makes of the same actions, to the bit. Stays on one
/// thread at a time.
public final class LiveRollout {
  /// A chunk that is decided: its frames can be made again from it.
  public struct Chunk: Sendable {
    /// Numbers chunks of this rollout; another past means another number.
    let id: Int
    /// (1, 1, V, h, w, z).
    let latents: Tensor
    let actions: [[Float]]
  }

  /// A chunk as the actions so far have it.
  public struct Forecast {
    let latents: Tensor
    let actions: [[Float]]
    fileprivate let decoded: StreamCache
    /// A clip of `group` frames a camera.
    public let clips: [Clip]
  }

  private let model: WorldModel
  private let seed: UInt64
  private let shape: [Int]
  private let given: Int
  private let lastGiven: Tensor
  private var sampler: Sampler
  private var decoded: StreamCache
  /// Chunks behind the present one, oldest first.
  public private(set) var committed: [Chunk] = []
  private var checkpoints: Checkpoints<Sampler>
  private var lastID = 0

  /// Begins from given frames.
  ///
  /// - Parameters:
  ///   - context: one clip a camera, of which the newest 1 + group k frames are used.
  ///   - actions: of those frames; the last frame's own is not among them.
  public init(_ model: WorldModel, context: [Clip], actions: [[Float]], seed: UInt64, steps: Int) throws {
    self.model = model
    self.seed = seed
    let used = model.usedContext(of: context[0].frames)
    let latents = Rollout.encode(context.map { $0[used] }, model)
    (given, shape) = (latents.shape[1], Array(latents.shape[2...]))
    let group = model.compressor.configuration.group
    let known = Array(actions.dropFirst(used.lowerBound))
    let told = ActionChunks.make(known, contract: model.setting.contract, group: group, count: given)
    let noises = (0..<given).map { Rollout.noise([seed], frame: $0, shape: Array(latents.shape[2...])) }
    sampler = Sampler(
      model.dynamics, given: latents, actions: told.reshaped([1] + told.shape), noise: .concatenated(noises, axis: 1),
      steps: steps, contextNoise: model.setting.contextNoise, sigmaShift: model.setting.sigmaShift,
      model.context)
    lastGiven = latents.slice(axis: 1, (given - 1)..<given)
    checkpoints = Checkpoints(start: sampler.branched())
    decoded = StreamCache()
    decoded = decoderState(after: nil)
  }

  /// Frames and actions of a chunk.
  public var group: Int { model.compressor.configuration.group }

  /// Euler steps of a chunk that is to be committed.
  public var steps: Int { sampler.steps }

  /// The present chunk under its first actions; the newest is held to its end.
  ///
  /// - Parameter steps: fewer than usual, for a preview in a hurry; nil: as many as usual.
  public func predict(_ actions: [[Float]], steps: Int? = nil) throws -> Forecast {
    precondition((1...group).contains(actions.count), "\(actions.count) actions for a chunk of \(group)")
    let held = actions + [[Float]](repeating: actions[actions.count - 1], count: group - actions.count)
    let z = sampler.next(noise: noise, actions: told(held), steps: steps)
    let cache = decoded.branched()
    return Forecast(latents: z, actions: held, decoded: cache, clips: try decode(z, cache))
  }

  /// Makes a chunk past; its actions must all have been carried out.
  public func commit(_ forecast: Forecast) {
    lastID += 1
    append(Chunk(id: lastID, latents: forecast.latents, actions: forecast.actions))
    decoded = forecast.decoded
  }

  /// Goes back to (or over to) a past of this rollout's own chunks.
  public func rewind(to past: [Chunk]) {
    guard past.last?.id != committed.last?.id else { return }
    let kept = past.lastIndex { checkpoints[$0.id] != nil }
    committed = kept.map { Array(past[...$0]) } ?? []
    sampler = (committed.last.flatMap { checkpoints[$0.id] } ?? checkpoints.start).branched()
    for chunk in past.dropFirst(committed.count) { append(chunk) }
    decoded = decoderState(after: past.last)
  }

  /// The frames of a chunk, made again: a clip of `group` frames a camera.
  public func frames(of chunk: Chunk, after previous: Chunk?) throws -> [Clip] {
    try decode(chunk.latents, decoderState(after: previous))
  }

  private func append(_ chunk: Chunk) {
    sampler.commit(chunk.latents, actions: told(chunk.actions), noise: noise)
    committed.append(chunk)
    checkpoints.note(chunk.id, count: committed.count) { sampler.branched() }
  }

  private var noise: Tensor { Rollout.noise([seed], frame: given + committed.count, shape: shape) }

  private func told(_ actions: [[Float]]) -> Tensor {
    let chunks = ActionChunks.make(actions, contract: model.setting.contract, group: group, count: 2)
    return chunks.slice(axis: 0, 1..<2).reshaped([1, 1] + chunks.shape[1...])
  }

  /// The decoder looks one latent back: it is shown that one.
  private func decoderState(after chunk: Chunk?) -> StreamCache {
    let cache = StreamCache()
    let isFirst = chunk == nil && given == 1
    _ = model.compressor.decode(flat(chunk?.latents ?? lastGiven), model.context, cache: cache, starts: isFirst)
    return cache
  }

  private func flat(_ z: Tensor) -> Tensor { z.reshaped([shape[0], 1] + shape[1...]) }

  private func decode(_ z: Tensor, _ cache: StreamCache) throws -> [Clip] {
    let video = model.compressor.decode(flat(z), model.context, cache: cache, starts: false)
    try Pixels.requireNumbers(video, of: model.folder.url.path)
    let (height, width) = (video.shape[2], video.shape[3])
    return try (0..<video.shape[0]).map { n in
      let bytes = Pixels.bytes(video.rows(n..<(n + 1)).reshaped(Array(video.shape[1...])))
      return try Clip(frames: group, height: height, width: width, bytes: bytes)
    }
  }
}
