import Episodes
import Testing

@testable import Scoring

/// What truth's own reading cannot measure is left out, so that truth is as good as its floor on every clip.
@Suite struct TruthFloorTests {
  /// Random blocks under a camera at rest; those right of column `from` wander by a pixel in half a second, as the edge of
  /// a shadow does.
  private func wandering(from: Int, side: Int = 96) throws -> Truth {
    let random = CounterRandom(seed: 8)
    let frames = 12
    func grey(_ x: Int, _ y: Int) -> UInt8 { UInt8(random.index(UInt64((x + 50) / 5 * 1000 + y / 5), below: 256)) }
    let bytes = (0..<frames).flatMap { t in
      (0..<side * side).flatMap { p -> [UInt8] in
        let x = p % side
        return [UInt8](repeating: grey(x < from ? x : x - t / 5, p / side), count: 3)
      }
    }
    let pose = Extrinsics(worldToCamera: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1])
    let view = Truth.View(
      camera: "front", clip: try Clip(frames: frames, height: side, width: side, bytes: bytes),
      depth: [Float](repeating: 1, count: frames * side * side),
      intrinsics: Intrinsics(fx: 96, fy: 96, cx: 48, cy: 48), extrinsics: .init(repeating: pose, count: frames))
    return Truth(views: [view], rate: 10, context: 1)
  }

  private func drift(_ truth: Truth) throws -> MetricValue {
    let scorer = try Scorer(truth: truth, options: ScoreOptions(metrics: [.reprojection]))
    return try #require(try scorer.scores(truth.asPrediction)[.reprojection])
  }

  @Test func patchesThatTruthDoesNotFindAgainMeasureNothing() throws {
    // Two thirds of the picture wander: their median would be a pixel.
    let value = try drift(try wandering(from: 32))
    #expect(try #require(value.value) <= PatchAnchors.mostOff)
    #expect(value.measurable > 0.1 && value.measurable < 0.5)
  }

  @Test func aHandfulOfPatchesGivesNoMedian() throws {
    let value = try drift(try wandering(from: 10))
    #expect(value.value == nil)
    #expect(value.note?.contains("30 are needed") == true || value.note?.contains("finds again") == true)
  }

  /// A board before one camera hides half of the cube: its centroid is no longer its centre's.
  @Test func bodiesThatAreHalfHiddenAreNotPlacedInSpace() throws {
    var scene = SyntheticScene()
    scene.tamper = { _, solids in
      guard let cube = solids["cube"] else { return }
      solids["board"] = Solid(
        form: .box(half: SIMD3(0.002, 0.03, 0.1)), centre: cube.centre + SIMD3(0.08, 0.033, 0.05),
        colour: SIMD3(0.3, 0.3, 0.33), label: 1)
    }
    let scorer = try Scorer(truth: try scene.truth(), options: ScoreOptions(ignoresGate: true))
    let objects = scorer.objects
    let seen = (0..<objects.horizon).filter { !objects.cameras(object: 0, frame: $0).isEmpty }
    #expect(!seen.isEmpty)
    let off = seen.filter { !objects.isPlaced[0][$0] }
    #expect(!off.isEmpty)
    let scores = try scorer.scores(scorer.truth.asPrediction)
    #expect(try #require(scores[.multiView]?.value) <= ObjectTruth.mostOff)
    #expect(try #require(scores[.multiView]?.measurable) < 1)
    #expect((scores[.objectFinal]?.value ?? 0) <= ObjectTruth.mostOff)
  }

  @Test func velocitiesThatTruthItselfMisreadsAreLeftOut() throws {
    let scorer = try Stage.scorer.get()
    let whole = VelocityError.score(scorer.truthPaths, scorer.objects, reading: scorer.truthPaths)
    var points = scorer.truthPaths.points
    points[0][8] = points[0][8].map { $0 + SIMD3(0.05, 0, 0) }
    let odd = SpacePaths(points: points)
    let value = VelocityError.score(odd, scorer.objects, reading: odd)
    #expect(try #require(value.value) <= VelocityError.mostOwn)
    #expect(value.measurable < whole.measurable)
    // A prediction that errs there is judged by what truth's own reading can tell.
    #expect(try #require(VelocityError.score(odd, scorer.objects, reading: scorer.truthPaths).value) > 0.05)
  }

  @Test func ratiosThatShouldBeOneAreComparedByTheirLogarithm() throws {
    #expect(MetricName.warpPhotometric.higherIsBetter == nil && MetricName.warpPhotometric.hasIdealInBetween)
    #expect(MetricName.warpPhotometric.badness(0.5) == MetricName.warpPhotometric.badness(2))
    #expect(MetricName.warpPhotometric.badness(1) == 0)
    let around = try #require(MetricName.stepRatio.badness(0.5...1.5))
    #expect(around.lowerBound == 0 && around.upperBound == MetricName.stepRatio.badness(0.5))
    #expect(MetricName.sensitivityZero.badness(0...1) == nil)
    let high = try #require(MetricName.foregroundSkill.badness(0.25...0.75))
    #expect(high == 0.25...0.75)
  }
}
