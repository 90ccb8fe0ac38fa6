import Testing

@testable import Scoring

@Suite struct ReadoutTests {
  @Test func gatePassesOnTruthAndOnBlurredTruth() throws {
    let truth = try Stage.truth.get()
    let scorer = try Scorer(truth: truth) { clip in
      try Clip(
        frames: clip.frames, height: clip.height, width: clip.width,
        bytes: (0..<clip.frames).flatMap { clip.blurred($0) })
    }
    let compressed = try #require(scorer.gate.compressed)
    #expect(scorer.gate.passes, "truth \(scorer.gate.truth), blurred \(compressed)")
    #expect(scorer.gate.truth.overlap > 0.92)
    #expect(scorer.gate.objects.count == 6)
  }

  @Test func triangulatedCentroidsLieNearTheTruePositions() throws {
    let scorer = try Stage.scorer.get()
    let value = try #require(try scorer.scores(scorer.truth.asPrediction)[.multiView]?.value)
    #expect(value < 0.005, "\(value) m")
  }

  @Test func gateFailsWhereObjectsHaveTheColourOfTheTable() throws {
    var scene = SyntheticScene(frames: 8)
    scene.tamper = { _, solids in
      for name in SyntheticScene.names { solids[name]?.colour = SIMD3(0.8, 0.75, 0.68) }
    }
    let scorer = try Scorer(truth: try scene.truth())
    #expect(!scorer.gate.passes)
    let value = try #require(try scorer.scores(scorer.truth.asPrediction)[.permanence])
    #expect(value.value == nil)
    #expect(value.note?.contains("read") == true)
  }

  @Test func componentsJoinAcrossDiagonalsAndNotAcrossRows() {
    // 5 wide: a diagonal pair, a pixel at the end of row 1 and one at the start of row 2, which do not touch.
    let pieces = Components.pieces([0, 6, 9, 10, 22, 23], width: 5)
    #expect(pieces == [[0, 6, 10], [9], [22, 23]])
  }

  @Test func aUShapeIsOnePiece() {
    let u: [Int32] = [0, 2, 5, 7, 10, 11, 12]
    #expect(Components.pieces(u, width: 5) == [u])
  }

  @Test func overlapOfMasks() {
    let a = Sighting(pixels: [1, 2, 3, 4], width: 10)
    let b = Sighting(pixels: [3, 4, 5, 6], width: 10)
    #expect(a.overlap(b) == 2.0 / 6)
    #expect(a.overlap(a) == 1)
    #expect(a.overlap(Sighting(pixels: [], width: 10)) == 0)
    #expect(a.centroid == SIMD2(3, 0.5))
  }

  @Test func refinementFindsTheEdgeUnderABlur() {
    // A dark square of 8 pixels on a bright ground, its sides blurred over two pixels.
    let ramp = [255, 255, 255, 255, 255, 255, 191, 64, 0, 0, 0, 0, 0, 0, 64, 191, 255, 255, 255, 255, 255, 255]
    let width = ramp.count
    var frame: [UInt8] = []
    for y in 0..<width { for x in 0..<width { frame += [UInt8](repeating: UInt8(max(ramp[x], ramp[y])), count: 3) } }
    func square(_ range: ClosedRange<Int>) -> [Int32] { range.flatMap { y in range.map { Int32(y * width + $0) } } }
    for start in [square(8...13), square(7...14), square(6...15)] {
      let refined = frame.withUnsafeBufferPointer {
        EdgeRefinement.refine(start, frame: $0, width: width, height: width)
      }
      // A start that is too small gains its sides, and not its four corners.
      #expect(Set(refined).symmetricDifference(square(7...14)).count <= 4)
    }
  }
}
