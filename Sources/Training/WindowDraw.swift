import Autograd
import Diagnostics
import Foundation
import TensorCore
import WorldModel

/// What one step of training the dynamics is shown, drawn from the step's random numbers.
///
/// Most steps are paired: the clip nearly clean, then the same clip with each frame noisy to its own degree and seeing
/// the clean past alone, which is what sampling asks (teacher forcing). The others force diffusion (Chen et al., arXiv
/// 2407.01392): one clip whose frames are all noisy, each to its own degree, so that flaws of the past are forgiven.
struct WindowDraw {
  /// (B, T, V, h, w, z) in f32; paired: the same clip twice.
  let latents: Tensor
  /// (B, T, group, A).
  let actions: Tensor
  /// Of the windows, where a camera of theirs moves.
  let guide: Guide?
  /// Noise levels, B × T.
  let levels: [Float]
  /// Weight of each frame's error, B × T, that of the velocity, floored: |x - z|^2 / (sigma^2 + .04); or of each cell's,
  /// B × T × V × h × w, where what moves weighs more.
  let weights: [Float]
  /// Whether actions are told, B × T.
  let given: [Bool]
  let sight: TemporalAttention.Sight
  /// The tokens that are shown; nil: all.
  let kept: [Int]?
  /// From which frame on a paired window's past is to be the network's own prediction; nil: it is the truth.
  let ownFrom: Int?
  /// How many of those frames in a row the network has gone on from its own; at least 1.
  let ownDepth: Int

  /// One step in eight shows all tokens, as sampling does, whatever `tokens` says.
  private static let whole: Float = 0.125

  init(
    latents: Tensor, actions: Tensor, levels: [Float], weights: [Float], given: [Bool], sight: TemporalAttention.Sight,
    guide: Guide? = nil, ownFrom: Int? = nil, ownDepth: Int = 1
  ) {
    self.guide = guide
    (self.latents, self.actions, self.levels, self.weights) = (latents, actions, levels, weights)
    (self.given, self.sight, kept) = (given, sight, nil)
    (self.ownFrom, self.ownDepth) = (ownFrom, ownDepth)
  }

  init(_ store: LatentStore, _ plan: DynamicsPlan, _ random: Philox) throws {
    let choice = random.split(3).uniform([2]).floats()
    let isPaired = choice[1] < Float(plan.paired)
    // A pair costs as much as two windows.
    let batch = isPaired ? max(1, plan.common.batch / 2) : plan.common.batch
    let usable = try store.bucket(window: plan.window, random.split(5))
    let window = min(plan.window, usable[0].count)
    let weigh = CellWeights(plan)
    let variety = WindowVariety(
      shifts: plan.shifts, actionNoise: Float(plan.actionNoise), random: random.split(7))
    var starts: [Int] = []
    var parts: [Tensor] = []
    var chunks: [Tensor] = []
    var motion: [Tensor] = []
    var guides: [Guide.Part?] = []
    for b in 0..<batch {
      var from = usable
      let drawn = (0..<plan.liveliestOf).map { i in
        let number = 2 * (b * plan.liveliestOf + i)
        let clip = from[random.integer(below: from.count, at: number)]
        if plan.balanced, i == 0 { from = from.filter { $0.set == clip.set } }
        return (clip, start: random.integer(below: clip.count - window + 1, at: number + 1))
      }
      let (clip, start) = weigh.liveliest(drawn, window: window)
      starts.append(start)
      let range = start..<(start + window)
      let times = isPaired ? 2 : 1
      parts += [Tensor](
        repeating: variety.shifted(clip.latents.rows(range).cast(to: .f32), window: b), count: times)
      motion += [Tensor](repeating: variety.shifted(clip.motion.rows(range), window: b), count: times)
      guides.append(
        clip.guide(range).map { part in
          let seen = variety.shifted(part.latents.cast(to: .f32), window: b)
          return Guide.Part(latents: .concatenated([Tensor](repeating: seen, count: times), axis: 0), moves: part.moves)
        })
      chunks += [Tensor](repeating: variety.trembling(clip.actions.rows(range), window: b), count: times)
    }
    latents = Tensor.concatenated(parts, axis: 0).reshaped([batch, -1] + parts[0].shape[1...])
    actions = Tensor.concatenated(chunks, axis: 0).reshaped([batch, -1] + chunks[0].shape[1...])
    guide = Guide(guides)
    let told = random.split(2).uniform([batch, window]).floats()
    let known = (0..<batch * window).map { i in
      // An episode's first latent frame has no actions before it.
      !(i % window == 0 && starts[i / window] == 0) && told[i] >= Float(plan.untold)
    }
    let frameWeights: [Float]
    if isPaired {
      sight = .paired
      var twice: [Bool] = []
      for b in 0..<batch {
        for _ in 0..<2 { twice += known[b * window..<(b + 1) * window] }
      }
      given = twice
      (levels, frameWeights) = NoiseDraw(plan, random.split(1)).paired(batch, window)
    } else {
      sight = choice[0] < Float(plan.open) ? .open : .causal
      given = known
      (levels, frameWeights) = NoiseDraw(plan, random.split(1)).forced(batch, window)
    }
    let maps = Tensor.concatenated(motion, axis: 0).floats()
    weights = weigh(frameWeights, maps, windows: batch)
    let tokens = latents.shape[2] * latents.shape[3] * latents.shape[4] / (plan.model.patch * plan.model.patch)
    let shown = max(1, Int((plan.tokens * Double(tokens)).rounded()))
    let some = random.split(4)
    kept =
      shown == tokens || some.uniform([1]).floats()[0] < Self.whole
      ? nil : KeptTokens.choose(shown, latents, motion: maps, patch: plan.model.patch, random: some.split(1))
    let own = random.split(6)
    ownFrom =
      isPaired && window > Self.givenAtLeast && own.uniform([1]).floats()[0] < Float(plan.ownPast)
      ? Self.givenAtLeast + own.integer(below: window - Self.givenAtLeast, at: 8) : nil
    ownDepth = 1 + own.integer(below: plan.ownPastDepth, at: 9)
  }

  /// A frame of each paired window that is learned from in full, counted in its pair; nil where nothing is paired.
  func someFrames(_ random: Philox) -> [Int]? {
    let window = latents.shape[1] / 2
    guard sight == .paired, window > Self.givenAtLeast else { return nil }
    return (0..<latents.shape[0]).map {
      window + Self.givenAtLeast + random.integer(below: window - Self.givenAtLeast, at: $0)
    }
  }

  /// Those frames in truth and the ones before them, (B, V, 2, h, w, z).
  func withPast(_ frames: [Int]) -> Tensor {
    let pairs = frames.enumerated().map { b, frame in
      latents.slice(axis: 0, b..<(b + 1)).slice(axis: 1, (frame - 1)..<(frame + 1))
    }
    return Tensor.concatenated(pairs, axis: 0).permuted([0, 2, 1, 3, 4, 5])
  }

  /// Latent frames that stay true where a window's past is otherwise predicted: a run is given as many.
  private static let givenAtLeast = 2
}
