import Autograd
import Diagnostics
import Foundation
import NeuralNetwork
import TensorCore
import WorldModel

/// Holds the latents of some data sets where they were when training began, so that models that were trained on them stay
/// good while the compressor learns others.
struct LatentAnchor {
  /// As it was at the start.
  private let compressor: Compressor
  /// The data sets that are held, by their places in the plan.
  private let sets: Set<Int>
  private let weight: Float

  /// Nil where the plan anchors nothing.
  init?(_ plan: CompressorPlan) throws {
    guard !plan.anchored.isEmpty else { return nil }
    guard let start = plan.common.start else {
      throw UserError(
        "`anchored` needs `start`: there are no latents to hold", at: plan.common.place,
        fix: "Name the compressor to begin from")
    }
    sets = Set(
      try plan.anchored.map { url in
        guard let place = plan.common.data.firstIndex(of: url) else {
          throw UserError("`anchored` is not among `data`: \(url.path)", at: plan.common.place)
        }
        return place
      })
    compressor = try ModelFolder(start).loadCompressor()
    weight = Float(plan.anchorWeight)
  }

  /// The weighted mean squared shift of normalised latents (B, T', h, w, z); nil where no clip is held.
  func loss(of latents: Variable, _ clips: FrameStore.Clips, _ context: Context) -> Variable? {
    guard clips.sets.contains(where: sets.contains) else { return nil }
    let before = compressor.encodeRaw(Variable(clips.video), Context(context.precision)).value.cast(to: .f32)
    return latents.cast(to: .f32).weightedSquaredError(before, weights: weights(before.shape, clips.sets))
  }

  /// A weight for each element: none where a clip is not held, otherwise by the channel's spread.
  private func weights(_ shape: [Int], _ from: [Int]) -> [Float] {
    let channels = compressor.latentSpread.floats().map { weight / ($0 * $0) }
    let each = shape[1...].reduce(1, *)
    return from.flatMap { set -> [Float] in
      sets.contains(set)
        ? (0..<each).map { channels[$0 % channels.count] } : [Float](repeating: 0, count: each)
    }
  }

  /// The mean squared shift of held latents, whose spread is 1, over eight clips.
  func shift(of other: Compressor, _ store: FrameStore, length: Int, _ context: Context) throws -> Double {
    var (sum, found, draw) = (0.0, 0, UInt32(0))
    while found < 8, draw < 1000 {
      let clips = try store.clips(1, length: length, Philox(seed: 13, stream: draw))
      draw += 1
      guard sets.contains(clips.sets[0]) else { continue }
      let now = other.encodeRaw(Variable(clips.video), context)
      sum += Double((loss(of: now, clips, context)?.value.item ?? 0) / weight)
      found += 1
    }
    return found > 0 ? sum / Double(found) : 0
  }
}
