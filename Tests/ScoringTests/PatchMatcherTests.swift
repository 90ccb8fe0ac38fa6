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

  /// OpenCV's cubic has another sharpness than Catmull-Rom's and rounds positions to 1/32 px.
  @Test func shiftsThatOpenCVMadeAreFound() throws {
    let golden = try Golden.load("patches", as: GoldenPatches.self)
    let frame = golden.frame
    let matcher = PatchMatcher(side: golden.side, reach: 5)
    let half = golden.side / 2
    for shift in golden.shifts {
      let moved = golden.frame(shift)
      var worst = 0.0
      for y in stride(from: 12, through: 22, by: 5) {
        for x in stride(from: 12, through: 26, by: 7) {
          let patch = frame.window(x - half, y - half, golden.side)
          let match = matcher.match(patch, in: moved, x: x, y: y)
          worst = max(worst, (match.offset - SIMD2(shift.dx, shift.dy)).length)
        }
      }
      #expect(worst < 0.08, "shift \(shift.dx), \(shift.dy): off by \(worst)")
    }
  }

  @Test func samplesEqualOpenCVsBilinearOnes() throws {
    let golden = try Golden.load("patches", as: GoldenPatches.self)
    for sample in golden.samples {
      let value = try #require(golden.frame.sample(SIMD2(sample.x, sample.y)))
      // OpenCV rounds positions to 1/32 px.
      #expect(abs(Double(value) - sample.value) < 0.01)
    }
    #expect(golden.frame.sample(SIMD2(0.4, 5)) == nil)
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
