import Autograd
import NeuralNetwork
import TensorCore

/// Moves what the frame before showed to where it is now: a few convolutions over all of its latents, steered by the
/// condition.
///
/// A camera that turns shifts every pixel by a little, and so does a push what is pushed. A transformer of tokens that
/// are 16 pixels wide has to draw that anew at each frame, and what it draws softens; convolutions at the latents' own
/// resolution see a shift as the local matter that it is (as in the recurrent networks of video prediction, Finn et al.,
/// arXiv 1605.07157). What the network makes of each token says how much of each channel is let through, a gated linear
/// unit (Shazeer, arXiv 2002.05202).
struct Warp: Module {
  private let enter: CausalConv
  private let position, how, out: Linear
  private let view: Parameter
  private let layers: [Layer]
  private let c: DynamicsConfiguration

  /// Starts silent: `out` is zero.
  init(_ c: DynamicsConfiguration, random: Philox) {
    self.c = c
    let wide = c.patch * c.patch * c.warp
    enter = CausalConv(c.latent, c.warp, random: random.split(0))
    position = Linear(16, c.warp, random: random.split(1))
    view = Parameter(random.split(2).normal([c.views, c.warp]).affine(scale: 0.02))
    how = Linear(c.width, wide, random: random.split(3))
    out = Linear(wide, c.token, gain: 0, random: random.split(4))
    layers = (0..<c.warpDepth).map { Layer(c, random: random.split(10 + UInt32($0))) }
  }

  /// What is added to each token that `grid` keeps, (B, T, N, token) in f32.
  ///
  /// - Parameters:
  ///   - before: tokens of the whole frames before, (B, T, all, token).
  ///   - seen: what the network makes of each token, (B, T, N, width).
  ///   - condition: (B, T, width).
  func callAsFunction(
    _ before: Tensor, _ seen: Variable, _ condition: Variable, _ grid: TokenGrid, _ context: Context
  ) -> Variable {
    let (b, t) = (before.shape[0], before.shape[1])
    let (rows, columns) = (grid.rows * c.patch, grid.columns * c.patch)
    let picture = [b, t, grid.views, rows, columns, c.warp]
    let cells = [b, t, grid.views * rows * columns, c.warp]
    let latents = before.reshaped([b, t, grid.views, grid.rows, grid.columns, c.token]).depthToSpace(c.patch)
    let fine = TokenGrid(views: grid.views, rows: rows, columns: columns)
    let places = position(Variable(DynamicsPass.placeFeatures(fine)), context).cast(to: .f32)
      .adding(context.variable(view).repeatingRows(rows * columns))
    var x = enter(Variable(latents), context).reshaped(cells).cast(to: .f32).addingRow(places)
    for layer in layers { x = layer(x, condition, picture, context) }
    let all = x.silu().reshaped(picture).spaceToDepth(c.patch).reshaped([b * t * grid.whole, -1])
    let shown = grid.kept.map { kept in
      all.gatheringRows((0..<b * t).flatMap { frame in kept.map { frame * grid.whole + $0 } })
    }
    let mixed = (shown ?? all).reshaped([b, t, grid.count, -1])
    return out(mixed.timesElements(of: how(seen, context)), context).cast(to: .f32)
  }

  var parameters: [NamedParameter] {
    enter.parameters(in: "enter") + position.parameters(in: "position") + [NamedParameter("view", view)]
      + layers.parameters(in: "layers") + how.parameters(in: "how") + out.parameters(in: "out")
  }

  /// A convolution beside a skip, modulated by the condition.
  private struct Layer: Module {
    let modulation: Modulation
    let conv: CausalConv

    init(_ c: DynamicsConfiguration, random: Philox) {
      modulation = Modulation(width: c.width, rank: c.modulationRank, count: 2, of: c.warp, random: random.split(0))
      conv = CausalConv(c.warp, c.warp, random: random.split(1))
    }

    /// x is (B, T, cells, C), cells that lie as `picture` (B, T, V, H, W, C) says.
    func callAsFunction(_ x: Variable, _ condition: Variable, _ picture: [Int], _ context: Context) -> Variable {
      let m = modulation(condition, context)
      let h = x.modulated(shift: m[0], scale: m[1], context).silu().reshaped(picture)
      return x.adding(conv(h, context).reshaped(x.shape), output: .f32)
    }

    var parameters: [NamedParameter] { modulation.parameters(in: "modulation") + conv.parameters(in: "conv") }
  }
}
