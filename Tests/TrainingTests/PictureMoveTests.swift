import Autograd
import Foundation
import TensorCore
import Testing

@testable import Training

/// Latents that follow the picture when it moves.
@Suite(.serialized) struct PictureMoveTests {
  /// What rises evenly by cells, read between them, is what it is there.
  @Test(arguments: [(0, 0), (4, 0), (0, 7), (3, 5)])
  func latentsAreReadBetweenCells(down: Int, right: Int) {
    let (h, w) = (4, 6)
    let plane = (0..<2 * h * w).map { Float($0 / (h * w)) * 100 + Float($0 % (h * w) / w) * 10 + Float($0 % w) }
    let move = PictureMove(down: down, right: right)
    let read = move.latents(Variable(Tensor(plane, shape: [1, 2, h, w, 1]))).value
    #expect(read.shape == [1, 2, h - 1, w - 1, 1])
    let wanted = (0..<2 * (h - 1) * (w - 1)).map { at in
      let (t, i, j) = (at / ((h - 1) * (w - 1)), at % ((h - 1) * (w - 1)) / (w - 1), at % (w - 1))
      return Float(t) * 100 + (Float(i) + Float(down) / 8) * 10 + Float(j) + Float(right) / 8
    }
    for (a, b) in zip(read.floats(), wanted) { #expect(abs(a - b) < 1e-3) }
  }

  @Test func thePictureMovesByPixels() {
    let (h, w) = (16, 24)
    let video = Tensor((0..<h * w * 3).map(Float.init), shape: [1, 1, h, w, 3])
    let moved = PictureMove(down: 3, right: 5).video(video)
    #expect(moved.shape == [1, 1, h - 8, w - 8, 3])
    let (first, last) = (moved.floats()[0], moved.floats()[moved.count - 1])
    #expect(first == Float((3 * w + 5) * 3) && last == Float(((h - 6) * w + w - 4) * 3 + 2))
  }

  @Test func drawsCoverEveryPlace() {
    let moves = (0..<4000).map { PictureMove(Philox(seed: 5, stream: UInt32($0))) }
    for down in 0..<8 {
      for right in 0..<8 { #expect(moves.contains(PictureMove(down: down, right: right))) }
    }
  }

  /// The last `moved_psnr` of a training of 60 steps.
  private func shown(_ root: URL, _ out: String, share: Double, _ more: String = "") throws -> Double {
    let file = try plan(
      root, out: out, steps: 60, more: "moved_share: \(share)\nclip: 5\nmodel: \(compressorModel)\n\(more)")
    let plan = try CompressorPlan(file: file)
    try TrainingLoop(plan.common, CompressorTrainee(plan), resume: false, say: { _ in }).run()
    let curve = String(decoding: try bytes(root, "\(out)/curve.csv"), as: UTF8.self)
    let last = try #require(curve.split(separator: "\n").last { $0.contains("moved_psnr") })
    return try #require(last.split(separator: ",").last.flatMap { Double($0) })
  }

  /// From the same weights: latents that were moved in training show what is half a cell on better.
  @Test func movedLatentsLearnToShowTheMovedPicture() throws {
    let root = try makeRoot()
    defer { try? FileManager.default.removeItem(at: root) }
    let (often, never) = (try shown(root, "often", share: 0.8), try shown(root, "never", share: 1e-9))
    #expect(often > never + 0.5, "\(often) \(never)")
  }

  /// Beside a held encoder the decoder shows moved pictures better where it is asked for them.
  @Test func aDecoderAloneLearnsItToo() throws {
    let root = try makeRoot()
    defer { try? FileManager.default.removeItem(at: root) }
    _ = try shown(root, "c", share: 0.5)
    let held = "hold_encoder: true\nstart: c/checkpoint"
    let (often, never) = (try shown(root, "often", share: 0.8, held), try shown(root, "never", share: 1e-9, held))
    #expect(often > never, "\(often) \(never)")
  }
}
