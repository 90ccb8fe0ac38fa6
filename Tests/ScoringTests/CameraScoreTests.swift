import Episodes
import Testing

@testable import Scoring

/// Scores on a moving camera, and corruptions that only mean something there.
@Suite struct CameraScoreTests {
  private let truth = Result { try SyntheticScene(frames: 14, sway: 0.006).truth() }

  @Test func picturesThatDoNotFollowTheCameraChangeMore() throws {
    let truth = try truth.get()
    let scorer = try Scorer(truth: truth, options: ScoreOptions(metrics: [.reprojection, .warpPhotometric]))
    let half = try SyntheticScene(frames: 14, sway: 0.003).truth().asPrediction
    let given: [Corruption: Prediction] = [.halfCameraMotion: half]
    let best = try scorer.scores(truth.asPrediction)
    #expect(abs(try #require(best[.warpPhotometric]?.value) - 1) < 1e-12)
    for corruption in [Corruption.copyLast, .halfCameraMotion, .wobble] {
      let prediction = try #require(try corruption.prediction(of: truth, given: given))
      let scores = try scorer.scores(prediction)
      #expect(try #require(scores[.warpPhotometric]?.value) > 1.1, "\(corruption)")
      let drift = try #require(scores[.reprojection]?.value)
      #expect(drift > (try #require(best[.reprojection]?.value)) + 0.3, "\(corruption)")
    }
  }

  @Test func aFlatWorldFollowsTheCameraOnAverageOnly() throws {
    let truth = try truth.get()
    let scorer = try Scorer(truth: truth, options: ScoreOptions(metrics: [.reprojection, .psnr]))
    let flat = try scorer.scores(try #require(try Corruption.flatWorld.prediction(of: truth)))
    let copied = try scorer.scores(Prediction.copyLast(truth))
    let best = try scorer.scores(truth.asPrediction)
    #expect(try #require(flat[.reprojection]?.value) < (try #require(copied[.reprojection]?.value)))
    #expect(try #require(flat[.reprojection]?.value) > (try #require(best[.reprojection]?.value)))
    let still = try Stage.truth.get()
    let carried = try #require(try Corruption.flatWorld.prediction(of: still))
    #expect(zip(carried.views, Prediction.copyLast(still).views).allSatisfy { $0.clip.isIdentical(to: $1.clip) })
  }

  @Test func fixedCamerasAndSmallFramesAreNoTest() throws {
    let scores = try Stage.scorer.get().scores(try Stage.truth.get().asPrediction)
    #expect(scores[.warpPhotometric]?.note?.hasPrefix("the camera hardly moves") == true)
    #expect(scores[.sampson]?.note == "frames are 128 px wide or high; 256 are needed")
    let single = try SyntheticScene(frames: 5).truth()
    let one = try Scorer(truth: single).scores(single.asPrediction)
    #expect(one[.warpPhotometric]?.value == nil && one[.sampson]?.value == nil)
  }

  /// A textured plane a metre away; the camera moves sideways by `step` px a frame.
  private func plane(step: Int, frames: Int = 12) throws -> Truth {
    let (side, margin) = (256, 256)
    let random = CounterRandom(seed: 8)
    // Blocks of 5 px in random greys have corners everywhere.
    func grey(_ x: Int, _ y: Int) -> UInt8 { UInt8(random.index(UInt64(x / 5 * 1000 + y / 5), below: 256)) }
    let bytes = (0..<frames).flatMap { t in
      (0..<side).flatMap { y in
        (0..<side).flatMap { x -> [UInt8] in [UInt8](repeating: grey(x + margin + step * t, y), count: 3) }
      }
    }
    let poses = (0..<frames).map { t in
      Extrinsics(worldToCamera: [1, 0, 0, -Double(step * t) / 256, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1])
    }
    let view = Truth.View(
      camera: "front", clip: try Clip(frames: frames, height: side, width: side, bytes: bytes),
      depth: [Float](repeating: 1, count: frames * side * side),
      intrinsics: Intrinsics(fx: 256, fy: 256, cx: 128, cy: 128), extrinsics: poses)
    return Truth(views: [view], rate: 10, context: 1)
  }

  @Test func matchesFitTheTrueCamera() throws {
    let truth = try plane(step: 3)
    let scorer = try Scorer(truth: truth, options: ScoreOptions(metrics: [.sampson]))
    let best = try #require(try scorer.scores(truth.asPrediction)[.sampson])
    #expect(try #require(best.value) <= 0.2)
    #expect(try #require(best.details["keep_share"]) > 0.9)
    #expect(try #require(best.details["n"]) >= 30)
    let wobble = try #require(try Corruption.wobble.prediction(of: truth))
    #expect(try #require(try scorer.scores(wobble)[.sampson]?.value) > 1)
    let grey = truth.asPrediction.mapped { clip, _, _ in [UInt8](repeating: 90, count: clip.frameBytes) }
    let none = try #require(try scorer.scores(grey)[.sampson])
    #expect(none.note == "only 0 matches")
    #expect(try #require(none.value) > 50)
  }

  @Test func aCameraThatHardlyMovesGivesNoMatchesToJudge() throws {
    let truth = try plane(step: 0)
    let value = try Scorer(truth: truth, options: ScoreOptions(metrics: [.sampson])).scores(truth.asPrediction)[
      .sampson]
    #expect(value?.note?.hasPrefix("the camera hardly moves") == true)
  }
}
