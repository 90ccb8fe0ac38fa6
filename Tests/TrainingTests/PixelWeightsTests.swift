import Diagnostics
import Foundation
import TensorCore
import Testing

@testable import Training

@Suite(.serialized) struct PixelWeightsTests {
  /// Two clips of three frames of 9 × 12 pixels: in the first a bright pixel steps from (2, 3) to (2, 8) and stays there, in
  /// the second nothing happens.
  private static func video() -> Tensor {
    var values = [Float](repeating: -0.5, count: 2 * 3 * 9 * 12 * 3)
    for (t, x) in [3, 8, 8].enumerated() { values[((t * 9 + 2) * 12 + x) * 3 + 1] = 0.5 }
    return Tensor(values, shape: [2, 3, 9, 12, 3])
  }

  /// Straight from the definition, one pixel at a time.
  private static func moves(_ video: Tensor, _ b: Int, _ t: Int, _ y: Int, _ x: Int) -> Bool {
    let (frames, rows, columns) = (video.shape[1], video.shape[2], video.shape[3])
    let values = video.floats()
    func value(_ t: Int, _ y: Int, _ x: Int, _ k: Int) -> Float {
      values[(((b * frames + t) * rows + y) * columns + x) * 3 + k]
    }
    for v in max(0, y - 2)...min(rows - 1, y + 2) {
      for u in max(0, x - 2)...min(columns - 1, x + 2) {
        for other in [t - 1, t + 1] where (0..<frames).contains(other) {
          for k in 0..<3 where abs(value(t, v, u, k) - value(other, v, u, k)) > 0.1 { return true }
        }
      }
    }
    return false
  }

  @Test func marksWhatMovesAndItsSurroundings() {
    let video = Self.video()
    let found = PixelWeights.moving(video)
    var i = 0
    for b in 0..<2 {
      for t in 0..<3 {
        for y in 0..<9 {
          for x in 0..<12 {
            #expect(found[i] == Self.moves(video, b, t, y, x), "clip \(b), frame \(t), pixel (\(x), \(y))")
            i += 1
          }
        }
      }
    }
    #expect(found.contains(true) && !found[(3 * 9 * 12)...].contains(true))
  }

  @Test func weighsEveryClipAlike() {
    let weights = PixelWeights.weights(Self.video(), moving: 8)
    let moves = PixelWeights.moving(Self.video())
    let first = weights[..<(3 * 9 * 12)]
    #expect(abs(first.reduce(0, +) / Float(first.count) - 1) < 1e-5)
    let moving = zip(weights, moves).first { $0.1 }!.0
    #expect(abs(moving / (zip(weights, moves).first { !$0.1 }!.0) - 8) < 1e-4)
    #expect(weights[(3 * 9 * 12)...].allSatisfy { $0 == 1 })
  }

  @Test func anEmptyVideoWeighsNothing() {
    #expect(PixelWeights.weights(Tensor([], shape: [0, 3, 9, 12, 3]), moving: 8).isEmpty)
    #expect(PixelWeights.moving(Tensor([0.5, 0.5, 0.5], shape: [1, 1, 1, 1, 3])) == [false])
  }

  @Test func measuresTheErrorWhereItMoves() {
    let truth = Self.video()
    var error = MovingError()
    error.add(truth.affine(scale: 1, shift: 0.2), truth)
    // .2 of 2 is a tenth of the range: 20 dB, whatever moves; and what lies elsewhere counts nothing.
    #expect(abs(error.psnr - 20) < 1e-3)
    var still = MovingError()
    still.add(truth.affine(scale: 0), Tensor([Float](repeating: 0, count: truth.count), shape: truth.shape))
    #expect(still.psnr.isNaN)
  }

  @Test func aPlanWeighsWhatMoves() throws {
    let root = try makeRoot()
    defer { try? FileManager.default.removeItem(at: root) }
    try train(root, "even", steps: 3)
    try train(root, "moving", steps: 3, more: "motion_weight: 20")
    let (even, moving) = (
      try bytes(root, "even/checkpoint/model.safetensors"), try bytes(root, "moving/checkpoint/model.safetensors")
    )
    #expect(even != moving)
    #expect(String(decoding: try bytes(root, "moving/curve.csv"), as: UTF8.self).contains("moving_psnr"))
    let error = #expect(throws: UserError.self) { try train(root, "less", steps: 1, more: "motion_weight: 0.5") }
    #expect(error?.description.contains("motion_weight") == true)
  }

  @Test func aPlanWeighsTheSquaredError() throws {
    let root = try makeRoot()
    defer { try? FileManager.default.removeItem(at: root) }
    try train(root, "usual", steps: 3)
    try train(root, "told", steps: 3, more: "squared_weight: 4")
    try train(root, "squared", steps: 3, more: "squared_weight: 60")
    let weights = try ["usual", "told", "squared"].map { try bytes(root, "\($0)/checkpoint/model.safetensors") }
    #expect(weights[0] == weights[1] && weights[0] != weights[2])
    let error = #expect(throws: UserError.self) { try train(root, "less", steps: 1, more: "squared_weight: -1") }
    #expect(error?.description.contains("squared_weight") == true)
  }
}
