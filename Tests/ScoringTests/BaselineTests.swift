import Foundation
import Testing

@testable import Scoring

@Suite struct BaselineTests {
  /// A bright square on grey whose left edge is at `x(t)`.
  private func square(_ frames: Int, _ x: (Int) -> Int) throws -> Clip {
    var bytes = [UInt8](repeating: 90, count: frames * 64 * 64 * 3)
    for t in 0..<frames {
      for row in 20..<32 {
        for column in x(t)..<x(t) + 12 where (0..<64).contains(column) {
          // Texture, so that there is one best match.
          let at = ((t * 64 + row) * 64 + column) * 3
          bytes[at] = UInt8(120 + 10 * (column - x(t)))
          bytes[at + 1] = UInt8(60 + 9 * (row - 20))
        }
      }
    }
    return try Clip(frames: frames, height: 64, width: 64, bytes: bytes)
  }

  private func difference(_ a: Clip, _ b: Clip, frame: Int) -> Int {
    zip(a.frame(frame), b.frame(frame)).lazy.filter { abs(Int($0) - Int($1)) > 12 }.count / 3
  }

  @Test func aSquareThatMovesSteadilyGoesOn() throws {
    let whole = try square(13) { 6 + 2 * $0 }
    let predicted = Baseline.constantVelocity.predict(whole[0..<5], horizon: 8)
    for t in 0..<8 {
      let copied = difference(whole[4..<5].still(of: 0, count: 8), whole[5..<13], frame: t)
      #expect(difference(predicted, whole[5..<13], frame: t) * 4 <= max(copied, 80), "frame \(t)")
    }
  }

  @Test func whatLeavesThePictureIsGone() throws {
    let predicted = Baseline.constantVelocity.predict(try square(5) { 30 + 4 * $0 }, horizon: 20)
    let last = predicted.frame(19)
    #expect(last.lazy.filter { $0 > 130 }.count == 0)
  }

  @Test func nothingMovesAfterOneFrameOrInAStillScene() throws {
    let one = try square(1) { _ in 10 }
    #expect(Baseline.constantVelocity.predict(one, horizon: 3).isIdentical(to: one.still(of: 0, count: 3)))
    let still = try square(5) { _ in 10 }
    #expect(Baseline.constantVelocity.predict(still, horizon: 3).isIdentical(to: one.still(of: 0, count: 3)))
    #expect(Baseline.copyLast.predict(still, horizon: 3).isIdentical(to: one.still(of: 0, count: 3)))
  }

  @Test func baselinesStandInTheTable() throws {
    let scorer = try Stage.scorer.get()
    let references = try scorer.references()
    let table = try scorer.table(Baseline.constantVelocity.prediction(of: scorer.truth), beside: references)
    for row in table.rows { #expect(row.value.value == row.constantVelocity.value, "\(row.metric)") }
    let copied = try scorer.table(Prediction.copyLast(scorer.truth), beside: references)
    for row in copied.rows { #expect(row.value.value == row.copyLast.value, "\(row.metric)") }
  }
}
