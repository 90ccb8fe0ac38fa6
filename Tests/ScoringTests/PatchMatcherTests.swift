import Foundation
import Testing

@testable import Scoring

@Suite struct PatchMatcherTests {
  @Test func bestScoreEqualsOpenCV() throws {
    let golden = try Golden.load("patches", as: GoldenPatches.self)
    let half = golden.side / 2
    let frame = golden.frame
    // With no room to search, the match at each place is that place's score.
    let still = PatchMatcher(side: golden.side, reach: 0)
    for (i, wanted) in golden.surface.enumerated() {
      let x = i % golden.surfaceWidth + half
      let y = i / golden.surfaceWidth + half
      #expect(abs(still.match(golden.template, in: frame, x: x, y: y).score - Double(wanted)) < 1e-4)
    }
    let best = try #require(golden.surface.max())
    let match = PatchMatcher(side: golden.side, reach: 6).match(golden.template, in: frame, x: 15 + half, y: 10 + half)
    #expect(abs(match.score - Double(best)) < 1e-4)
    // The template has noise of a fifth of the picture's own contrast.
    #expect((match.offset - SIMD2(-1, 2)).length < 0.5)
  }

  /// Pictures that OpenCV averaged from a finer one, eight pixels to one: no kernel comes between.
  @Test func shiftsThatOpenCVMadeAreFound() throws {
    let golden = try Golden.load("patches", as: GoldenPatches.self)
    let frame = golden.frame
    let matcher = PatchMatcher(side: golden.side, reach: 5)
    let half = golden.side / 2
    for shift in golden.shifts {
      let moved = golden.frame(shift)
      var worst = 0.0
      for y in stride(from: 12, through: 22, by: 2) {
        for x in stride(from: 12, through: 26, by: 2) {
          let patch = frame.window(x - half, y - half, golden.side)
          let match = matcher.match(patch, in: moved, x: x, y: y)
          worst = max(worst, (match.offset - SIMD2(shift.dx, shift.dy)).length)
        }
      }
      #expect(worst < 0.02, "shift \(shift.dx), \(shift.dy): off by \(worst)")
    }
  }

  @Test func samplesEqualOpenCVsBilinearOnes() throws {
    let golden = try Golden.load("patches", as: GoldenPatches.self)
    for sample in golden.samples {
      let value = try #require(golden.frame.sample(SIMD2(sample.x, sample.y)))
      #expect(abs(Double(value) - sample.value) < 1e-4)
    }
    #expect(golden.frame.sample(SIMD2(0.4, 5)) == nil)
  }

  /// Three waves, shifted exactly: a shift changes what brightness and contrast a window has, which must not be taken for
  /// the whole of it.
  @Test func smoothPicturesAreFoundInFewSteps() {
    func picture(_ dx: Double, _ dy: Double) -> GreyFrame {
      let pixels = (0..<40 * 44).map { p -> Float in
        let (x, y) = (Double(p % 44) - dx, Double(p / 44) - dy)
        return Float(
          0.5 + 0.15 * sin(0.31 * x + 0.11 * y) + 0.15 * sin(0.33 * y - 0.12 * x + 1) + 0.1
            * sin(0.25 * x - 0.22 * y + 2))
      }
      return GreyFrame(pixels, width: 44, height: 40)
    }
    let still = picture(0, 0)
    let matcher = PatchMatcher(side: 11, reach: 4)
    for (dx, dy) in [(0.5, 0.5), (0.375, -0.25), (1.5, 0.625), (-2.5, 1.25)] {
      let moved = picture(dx, dy)
      for y in stride(from: 12, to: 28, by: 3) {
        for x in stride(from: 12, to: 30, by: 3) {
          let offset = matcher.match(still.window(x - 5, y - 5, 11), in: moved, x: x, y: y).offset
          #expect((offset - SIMD2(dx, dy)).length < 0.02, "\(dx), \(dy) at \(x), \(y): \(offset)")
        }
      }
    }
  }

  @Test func identicalPatchesHaveNoShift() throws {
    let golden = try Golden.load("patches", as: GoldenPatches.self)
    let patch = golden.frame.window(10, 10, golden.side)
    let match = PatchMatcher(side: golden.side, reach: 4).match(patch, in: golden.frame, x: 15, y: 15)
    #expect(match.offset == .zero)
    #expect(abs(match.score - 1) < 1e-5)
  }

  @Test func patchesOfOneColourMatchNothing() {
    let frame = GreyFrame([Float](repeating: 0.3, count: 400), width: 20, height: 20)
    let match = PatchMatcher(side: 7, reach: 3).match(frame.window(5, 5, 7), in: frame, x: 8, y: 8)
    #expect(match.score == 0)
  }
}
