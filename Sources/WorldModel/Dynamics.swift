import Autograd
import NeuralNetwork
import TensorCore

/// The causal diffusion transformer: predicts clean latents from noisy ones, each frame with a noise level of its own
/// (diffusion forcing, Chen et al., arXiv 2407.01392).
///
/// Tokens are patches of latents; those of all cameras at a time attend to each other, then each attends to its own past.
public final class Dynamics: Module {
  public let configuration: DynamicsConfiguration
  private let embed, position, head: Linear
  private let view: Parameter
  private let condition: ConditionEncoder
  private let blocks: [TransformerBlock]
  private let final: Modulation
  private let carry: Carry?
  private let warp: Warp?

  public init(_ c: DynamicsConfiguration, random: Philox) {
    configuration = c
    let told = c.previous ? 2 : 1
    embed = Linear(told * c.token, c.width, random: random.split(0))
    position = Linear(16, c.width, random: random.split(1))
    head = Linear(c.width, told * c.token, gain: 0.1, random: random.split(2))
    view = Parameter(random.split(3).normal([c.views, c.width]).affine(scale: 0.02))
    condition = ConditionEncoder(c, random: random.split(4))
    blocks = (0..<c.depth).map {
      TransformerBlock(c, axis: $0 % 2 == 0 ? .space : .time, random: random.split(100 + UInt32($0)))
    }
    final = Modulation(width: c.width, rank: c.modulationRank, count: 2, random: random.split(5))
    carry = c.carried > 0 ? Carry(c, random: random.split(6)) : nil
    warp = c.warp > 0 ? Warp(c, random: random.split(7)) : nil
  }

  /// Clean latents, as predicted from noisy ones z (B, T, V, h, w, z): f32, of the same shape.
  ///
  /// - Parameters:
  ///   - sight: which frames a frame sees; paired: T is twice a clip's length, see `TemporalAttention.Sight`.
  ///   - cache: frames that z continues; they are seen beside z's own.
  public func callAsFunction(
    _ z: Variable, _ frames: FrameCondition, _ context: Context, sight: TemporalAttention.Sight = .causal,
    cache: TimeCache? = nil
  ) -> Variable {
    let (b, t, v, h, w) = (z.shape[0], z.shape[1], z.shape[2], z.shape[3], z.shape[4])
    let patch = configuration.patch
    precondition(v == configuration.views && h % patch == 0 && w % patch == 0, "latents of shape \(z.shape)")
    let grid = TokenGrid(views: v, rows: h / patch, columns: w / patch)
    let tokens = z.spaceToDepth(patch).reshaped([b, t, grid.count, configuration.token])
    return clean(tokens, grid, frames, context, sight: sight, cache: cache)
      .reshaped([b, t, v, grid.rows, grid.columns, configuration.token]).depthToSpace(patch)
  }

  /// The same on tokens (B, T, N, token), maybe a part of each frame's: f32, of the same shape.
  ///
  /// - Parameter whole: the tokens of the whole frames where `tokens` are a part of them.
  public func clean(
    _ tokens: Variable, _ grid: TokenGrid, whole: Tensor? = nil, _ frames: FrameCondition, _ context: Context,
    sight: TemporalAttention.Sight = .causal, cache: TimeCache? = nil
  ) -> Variable {
    let pass = DynamicsPass(grid, head: configuration.head, sight: sight, cache: cache)
    let before =
      configuration.previous
      ? FramesBefore(of: whole ?? tokens.value, frames, sight, cache, patch: configuration.patch) : nil
    let guess = before.map { Variable(whole == nil ? $0.tokens : $0.tokens(at: grid.kept ?? [])) }
    let c = condition(frames, before: before?.actions, context)
    let told = guess.map { .concatenated([tokens, $0], axis: 3) } ?? tokens
    var x = embed(told, context).cast(to: .f32).addingRow(places(grid, context))
    for block in blocks { x = block(x, c, pass, context) }
    let m = final(c, context)
    let seen = x.modulated(shift: m[0], scale: m[1], context)
    let y = head(seen, context).cast(to: .f32)
    guard let before, let guess else { return y }
    // The frame before stays where its gate is 0; what is new, and what came from around, is added.
    let parts = y.chunks(2)
    var own = guess.adding(guess.timesElements(of: parts[1])).adding(parts[0])
    precondition(grid.kept == nil || whole != nil || carry == nil && warp == nil, "what moves is told of whole frames")
    if let carry { own = own.adding(carry(before.tokens(at: grid.around), seen, context)) }
    guard let warp else { return own }
    guard sight == .paired else { return own.adding(warp(before.tokens, seen, c, grid, context)) }
    // Of a pair the first half is the past, and nobody reads what is said of it.
    let half = own.shape[1] / 2..<own.shape[1]
    let moved = warp(
      before.tokens.slice(axis: 1, half), seen.slice(axis: 1, half), c.slice(axis: 1, half), grid, context)
    return .concatenated([Variable(.zeros(moved.shape)), moved], axis: 1).adding(own)
  }

  /// What tells tokens where they are: their place in the frame and their camera, (N, D).
  private func places(_ grid: TokenGrid, _ context: Context) -> Variable {
    let cameras = context.variable(view).repeatingRows(grid.rows * grid.columns)
    let own = grid.kept.map(cameras.gatheringRows) ?? cameras
    return position(Variable(DynamicsPass.placeFeatures(grid)), context).cast(to: .f32).adding(own)
  }

  public var parameters: [NamedParameter] {
    embed.parameters(in: "embed") + [NamedParameter("view", view)] + position.parameters(in: "position")
      + condition.parameters + blocks.parameters(in: "blocks") + final.parameters(in: "final")
      + head.parameters(in: "head") + (carry?.parameters(in: "carry") ?? [])
      + (warp?.parameters(in: "warp") ?? [])
  }
}
