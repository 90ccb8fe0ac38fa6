/// Floating-point operations of the model's matrix products, convolutions and attention: two a multiply-add.
///
/// Everything else (normalisation, activations, optimiser) counts for nothing, so a share of the machine's ceiling that
/// is worked out with these figures charges the program for it.
public struct ModelWork: Equatable, Sendable {
  public let dynamics: DynamicsConfiguration
  public let compressor: CompressorConfiguration
  /// Latents of a camera's frame.
  public let rows: Int
  public let columns: Int

  public init(dynamics: DynamicsConfiguration, compressor: CompressorConfiguration, rows: Int, columns: Int) {
    (self.dynamics, self.compressor, self.rows, self.columns) = (dynamics, compressor, rows, columns)
  }

  /// Tokens of a latent frame, all cameras.
  public var tokens: Int { dynamics.views * rows * columns / (dynamics.patch * dynamics.patch) }

  /// One pass over latent frames that see `seen[i]` frames each in time, themselves included.
  public func pass(seen: [Int]) -> Double {
    let c = dynamics
    let told = c.previous ? 2 : 1
    let cells = c.views * rows * columns
    let warp =
      c.warp == 0
      ? 0
      : 9 * cells * c.warp * (c.latent + c.warpDepth * c.warp) + tokens * c.patch * c.patch * c.warp
        * (c.width + c.token)
        + c.warpDepth * c.modulationRank * (c.width + 2 * c.warp)
    let carry = c.carried * (10 * c.token + c.width)
    let layers = c.depth * (4 + 2 * c.mlp) * c.width * c.width + 2 * told * c.token * c.width + carry
    let spatial = (c.depth + 1) / 2 * 2 * tokens * c.width
    let modulations = (c.depth * 6 + 2) * c.modulationRank * c.width + (c.depth + 1) * c.width * c.modulationRank
    let condition = 16 * c.width + 2 * c.width * c.width + 5 * told * c.group * c.actionWidth * c.width + modulations
    let places = tokens * 16 * c.width + rows * columns * 16 * c.warp
    let temporal = seen.reduce(0) { $0 + c.depth / 2 * 2 * $1 * c.width }
    return 2 * Double(seen.count * (tokens * (layers + spatial) + warp + condition) + tokens * temporal + places)
  }

  /// A rollout of one sequence: `steps` passes a predicted latent frame, and one to make it past, decoding included.
  public func rollout(given: Int, predicted: Int, steps: Int) -> Double {
    func seen(_ t: Int) -> Int { min(t + 1, dynamics.window) }
    let context = pass(seen: (0..<given).map(seen))
    let frames = (given..<(given + predicted)).map { Double(steps) * pass(seen: [seen($0)]) }
    let commits = (given..<(given + max(0, predicted - 1))).map { pass(seen: [seen($0)]) }
    return context + (frames + commits).reduce(0, +) + Double((predicted + 1) * dynamics.views) * decoding
  }

  /// A step of training on `batch` causal windows: backward costs two passes forward.
  public func trainingStep(batch: Int, window: Int) -> Double {
    3 * Double(batch) * pass(seen: (1...window).map { min($0, dynamics.window) })
  }

  /// Decoding one latent frame of one camera.
  public var decoding: Double {
    let c = compressor
    let coarse = 9 * c.coarse * (c.latent + c.coarse * residual(c.coarseBlocks)) + 4 * c.fine * c.coarse
    let fine = 9 * c.fine * (c.fine * 2 * c.fineBlocks + 48 * c.group)
    return 2 * Double(rows * columns * (coarse + 4 * fine))
  }

  /// Convolutions of the coarse blocks, the first of them counted once a tap.
  private func residual(_ blocks: Int) -> Int { blocks == 0 ? 0 : 2 * blocks + compressor.taps - 1 }
}
