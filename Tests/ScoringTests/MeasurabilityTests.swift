import Diagnostics
import Episodes
import Testing

@testable import Scoring

@Suite struct MeasurabilityTests {
  @Test func withoutSegmentationObjectScoresAreNullWithAReason() throws {
    var truth = try Stage.truth.get()
    for v in truth.views.indices { truth.views[v].segmentation = nil }
    let scores = try Scorer(truth: truth).scores(Prediction.copyLast(truth))
    let metrics: [MetricName] = [
      .multiView, .trajectory, .objectFinal, .permanence, .stepRatio, .penetration, .occupancy, .velocity,
      .areaVariation, .gravity, .energyInjection, .momentum, .contacts,
    ]
    for metric in metrics {
      #expect(scores[metric]?.value == nil, "\(metric)")
      #expect(scores[metric]?.note == "the truth has no segmentation", "\(metric)")
    }
    // The region of motion falls back on what changes in the picture.
    #expect(scores[.foregroundSkill]?.value == 0)
  }

  /// Real recordings have neither depth nor poses: a camera at rest shows drift all the same.
  @Test func withoutDepthDriftIsSeenWhereTheCameraStandsStill() throws {
    var truth = try Stage.truth.get()
    let known = try Scorer(truth: truth).scores(truth.asPrediction)
    for v in truth.views.indices { (truth.views[v].depth, truth.views[v].segmentation) = (nil, nil) }
    let scorer = try Scorer(truth: truth)
    #expect(
      try #require(scorer.scores(truth.asPrediction)[.reprojection]?.value) <= (known[.reprojection]?.value ?? 0) + 0.1)
    // A picture that slides to the right, a pixel a frame.
    let sliding = Prediction(
      views: truth.asPrediction.views.map { view in
        .init(
          camera: view.camera,
          clip: view.clip.replaced { t in
            let (row, frame) = (view.clip.width * 3, view.clip.frame(t))
            return frame.indices.map { i in i % row < 3 * t ? frame[i] : frame[i - 3 * t] }
          })
      })
    #expect(try #require(scorer.scores(sliding)[.reprojection]?.value) > 1)
  }

  @Test func withoutDepthAMovingCameraShowsNoDrift() throws {
    var truth = try Stage.truth.get()
    for v in truth.views.indices {
      truth.views[v].depth = nil
      truth.views[v].extrinsics = truth.views[v].extrinsics?.enumerated().map { t, pose in
        var numbers = pose.worldToCamera
        numbers[3] += 0.01 * Double(t)
        return Extrinsics(worldToCamera: numbers)
      }
    }
    let blind = try Scorer(truth: truth).scores(Prediction.copyLast(truth))
    #expect(blind[.reprojection]?.value == nil && blind[.reprojection]?.note?.contains("no depth") == true)
    for v in truth.views.indices { truth.views[v].intrinsics = nil }
    let lost = try Scorer(truth: truth).scores(Prediction.copyLast(truth))
    #expect(lost[.multiView]?.note == "fewer than two views have a known camera")
    #expect(try #require(lost[.trajectory]?.value) > 0)
  }

  @Test func oneViewCannotTellPositionsInSpace() throws {
    var truth = try Stage.truth.get()
    truth.views.removeLast()
    let scores = try Scorer(truth: truth).scores(truth.asPrediction)
    #expect(scores[.multiView]?.value == nil)
    #expect(scores[.trajectory]?.value == 0)
  }

  @Test func aStillSceneHasNoSkillToMeasure() throws {
    var scene = SyntheticScene(frames: 10)
    scene.tamper = { _, solids in solids = SyntheticScene().solids(0) }
    var truth = try scene.truth()
    for o in truth.objects.indices { truth.objects[o].poses = Array(repeating: truth.objects[o].poses[0], count: 10) }
    let scores = try Scorer(truth: truth).scores(truth.asPrediction)
    #expect(scores[.foregroundSkill]?.note == "nothing moves in the truth")
    #expect(scores[.objectFinal]?.value == nil)
    #expect(scores[.stepRatio]?.value == nil)
    #expect(scores[.psnr]?.value == 100)
  }

  @Test func motionBelowFourTimesTheCompressorsErrorIsLowMotion() throws {
    let truth = try Stage.truth.get()
    let scorer = try Scorer(truth: truth, options: ScoreOptions(metrics: [.foregroundSkill])) { clip in
      try Clip(
        frames: clip.frames, height: clip.height, width: clip.width,
        bytes: [UInt8](repeating: 90, count: clip.frames * clip.frameBytes))
    }
    let value = try #require(try scorer.scores(truth.asPrediction)[.foregroundSkill])
    #expect(value.value == nil)
    #expect(value.note?.hasPrefix("low motion") == true)
  }

  @Test func unequalLengthsAndSizesAreUserErrors() throws {
    let scorer = try Stage.scorer.get()
    let truth = scorer.truth
    var short = truth.asPrediction
    short.views[0].clip = short.views[0].clip.dropping(1)
    #expect(throws: UserError.self) { try scorer.scores(short) }
    #expect(throws: UserError.self) { try scorer.scores(Prediction(views: [truth.asPrediction.views[0]])) }
    var small = truth.asPrediction
    small.views[1].clip = try Clip(
      frames: truth.horizon, height: 8, width: 8, bytes: .init(repeating: 0, count: truth.horizon * 192))
    #expect(throws: UserError.self) { try scorer.scores(small) }
    #expect(throws: UserError.self) { try Clip(frames: 2, height: 4, width: 4, bytes: [0, 1]) }
  }

  /// Segmentations in which nothing is: no number comes from nothing.
  @Test func emptyMasksMeasureNothingForAReason() throws {
    var truth = try Stage.truth.get()
    for v in truth.views.indices {
      truth.views[v].segmentation = truth.views[v].segmentation.map { [UInt8](repeating: 0, count: $0.count) }
    }
    let scores = try Scorer(truth: truth, options: ScoreOptions(ignoresGate: true)).scores(truth.asPrediction)
    for metric: MetricName in [
      .occupancy, .trajectory, .multiView, .permanence, .areaVariation, .objectFinal, .velocity, .penetration,
    ] {
      let value = try #require(scores[metric])
      #expect(value.value == nil && value.note?.isEmpty == false, "\(metric)")
    }
    #expect(scores.values.allSatisfy { $0.value?.isFinite ?? true })
  }

  @Test func valuesThatAreNotFiniteAreUserErrors() throws {
    var truth = try Stage.truth.get()
    truth.views[0].depth?[5] = .nan
    #expect(throws: UserError.self) { try Scorer(truth: truth) }
    truth = try Stage.truth.get()
    truth.objects[1].poses[3][2] = .infinity
    #expect(throws: UserError.self) { try Scorer(truth: truth) }
    truth = try Stage.truth.get()
    truth.views[1].segmentation?.removeLast()
    #expect(throws: UserError.self) { try Scorer(truth: truth) }
    truth = try Stage.truth.get()
    truth.context = truth.frames
    #expect(throws: UserError.self) { try Scorer(truth: truth) }
  }

  @Test func nonFiniteScoresBecomeNull() {
    let value = MetricValue(.nan, curve: [1, .infinity, nil], details: ["a": .nan, "b": 2])
    #expect(value.value == nil)
    #expect(value.note == "the value is not finite")
    #expect(value.curve == [1, nil, nil])
    #expect(value.details == ["b": 2])
  }
}
