import Autograd
import TensorCore

/// How fast the engine's parts run here, as shares of what this machine's matrix products reach.
///
/// Times are the best of several runs, so that other work on the machine disturbs them little; shares of ceilings taken
/// in the same minute travel better between machines than rates.
public struct EngineBenchmark {
  /// One part's rate.
  public struct Measurement: Codable, Equatable, Sendable {
    public let name: String
    /// In `unit`: GFLOP/s, or GB/s read and written.
    public let rate: Double
    public let unit: String
    /// The rate over that of the ceiling it is held against; 1 for a ceiling.
    public let share: Double
  }

  /// Seconds spent on each part.
  public let patience: Double

  public init(patience: Double = 0.3) { self.patience = patience }

  /// Ceilings first, then the parts.
  public func run() -> [Measurement] {
    let random = Philox(seed: 1, stream: 0)
    let single = product(.f32, random)
    let half = product(.bf16, random)
    let copy = copying(random)
    func compute(_ name: String, _ rate: Double, of ceiling: Double) -> Measurement {
      Measurement(name: name, rate: rate, unit: "GFLOP/s", share: rate / ceiling)
    }
    func memory(_ name: String, _ rate: Double) -> Measurement {
      Measurement(name: name, rate: rate, unit: "GB/s", share: rate / copy)
    }
    return [
      compute("matrix product, f32", single, of: single), compute("matrix product, bf16", half, of: half),
      memory("copy in cache", copy),
      compute("convolution 3×3, f32", convolution(.f32, random), of: single),
      compute("convolution 3×3, bf16", convolution(.bf16, random), of: half),
      compute("attention over space, bf16", spatialAttention(random), of: half),
      compute("transformer block, bf16", block(random), of: half),
      memory("GELU, bf16", pointwise(random) { $0.gelu() }),
      memory("pixel norm and SiLU, bf16", pointwise(random) { $0.pixelNormed(scale: .full([112], 1), silu: true) }),
    ]
  }

  /// 1024 × 1024 × 1024, weights packed as layers have them.
  private func product(_ dtype: DType, _ random: Philox) -> Double {
    let x = random.normal([1024, 1024]).cast(to: dtype)
    let w = PackedMatrix(random.split(1).normal([1024, 1024]), transposed: true, dtype)
    return 2 * 1024 * 1024 * 1024 / seconds { _ = x.multiplied(by: w) } * 1e-9
  }

  /// The compressor's fine layers: 112 channels at 32 × 32, eight images.
  private func convolution(_ dtype: DType, _ random: Philox) -> Double {
    let x = random.normal([8, 32, 32, 112]).cast(to: dtype)
    let filter = PackedFilter(random.split(1).normal([112, 3, 3, 112]), dtype)
    return 2 * 8 * 32 * 32 * 112 * 112 * 9 / seconds { _ = x.convolved(by: filter) } * 1e-9
  }

  /// Sixteen frames of 128 tokens, four heads of 64.
  private func spatialAttention(_ random: Philox) -> Double {
    let qkv = random.normal([16, 128, 768]).cast(to: .bf16)
    let scales = HeadScales(query: .full([64], 1), key: .full([64], 1))
    let attention = SpatialAttention(scales: scales, positions: positions, heads: 4)
    return 16 * 4 * (2 * 2 * 128 * 128 * 64) / seconds { _ = attention(qkv) } * 1e-9
  }

  private var positions: RotaryTable {
    RotaryTable(positions: (0..<128).map { Float($0) }, pairs: 32, base: 100)
  }

  /// A block of the `tiny` model over one frame of 128 tokens: what sampling is made of.
  private func block(_ random: Philox) -> Double {
    let context = Context(.bf16)
    let (qkv, out) = (Linear(256, 768, random: random.split(1)), Linear(256, 256, random: random.split(2)))
    let (fc1, fc2) = (Linear(256, 1024, random: random.split(3)), Linear(1024, 256, random: random.split(4)))
    let scale = Variable(.full([64], 1))
    let m = Variable(random.split(5).normal([1, 256]))
    let x = Variable(random.normal([1, 128, 256]))
    let positions = positions
    let layers = 2 * 128 * 12 * 256 * 256
    let attention = 4 * 2 * 2 * 128 * 128 * 64
    let time = seconds {
      let h = qkv(x.modulated(shift: m, scale: m, context), context)
        .attendingOverSpace(query: scale, key: scale, positions: positions, heads: 4)
      let y = x.addingGated(out(h, context), gate: m)
      _ = y.addingGated(fc2(fc1(y.modulated(shift: m, scale: m, context), context).gelu(), context), gate: m)
    }
    return Double(layers + attention) / time * 1e-9
  }

  private func copying(_ random: Philox) -> Double { pointwise(random) { $0.affine(scale: 1) } }

  /// Bytes read and written a second over a tensor that fits the caches.
  private func pointwise(_ random: Philox, _ body: (Tensor) -> Tensor) -> Double {
    let x = random.normal([2048, 112]).cast(to: .bf16)
    return Double(2 * x.byteCount) / seconds { _ = body(x) } * 1e-9
  }

  /// The shortest of many runs.
  private func seconds(_ body: () -> Void) -> Double {
    let clock = ContinuousClock()
    body()
    var best = Double.infinity
    let end = clock.now + .seconds(patience)
    while clock.now < end {
      let duration = clock.measure(body)
      best = min(best, Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18)
    }
    return best
  }
}
