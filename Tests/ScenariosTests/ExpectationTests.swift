import Diagnostics
import Episodes
import Foundation
import Scoring
import Simulation
import TensorCore
import Testing
import WorldModel

@testable import Scenarios

/// Remembers what it was shown; as surprised as it is told to be.
private final class Watcher: StandIn {
  var answer: (Int) -> Double = { _ in 0 }
  private(set) var seen: WatchedVideos?

  func predict(
    _ request: PredictionRequest, timing: inout PredictionTiming, acting: PredictionRequest.Acting?,
    piece: (PredictedPiece) throws -> Void
  ) {}

  func surprise(_ videos: WatchedVideos) -> [Double] {
    seen = videos
    return videos.clips.indices.map(answer)
  }
}

@Suite(.serialized) struct ExpectationTests {
  /// Of a scenario drawn small, with its recordings kept in a folder that is removed afterwards.
  private func score(_ name: String, horizon: Int, _ predictor: any VideoPredictor, side: Int = 32) throws
    -> (ExpectationScore, TruthSet)
  {
    var scenario = try Scenario(file: repository.appendingPathComponent("scenarios/\(name).yaml"))
    (scenario.shape, scenario.context, scenario.horizon, scenario.takes) = (.square(side), 5, horizon, 1)
    let cache = FileManager.default.temporaryDirectory.appendingPathComponent("truth-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: cache) }
    let recorder = TruthRecorder(cache: cache)
    let truth = try recorder.truth(for: scenario).set
    return (
      try ExpectationTest(scenario, truth, predictor, worlds: recorder.lawlessWorlds(for: scenario, truth: truth))
        .run(),
      truth
    )
  }

  @Test func aFallIsShownBesideFourThatCannotBe() throws {
    let watcher = Watcher()
    watcher.answer = { $0 == 0 ? 1 : Double($0) }
    let (score, truth) = try score("physics/fall", horizon: 20, watcher)
    let kinds = ["teleport", "vanish", "half_gravity", "gravity_flipped"]
    // The first of them is as surprising as truth, which counts half.
    #expect(score.value.value == 3.5 / 4)
    #expect(score.value.details == ["pairs": 4, "teleport": 0.5, "vanish": 1, "half_gravity": 1, "gravity_flipped": 1])
    let seen = try #require(watcher.seen)
    #expect(seen.clips.count == 1 + kinds.count && seen.context == 5 && seen.actions == truth.main.actions)
    #expect(seen.clips.allSatisfy { $0.count == 2 && $0.allSatisfy { $0.frames == 25 } })
    #expect(seen.chunk == 4)
    for (camera, clip) in seen.clips[0].enumerated() {
      let bytes = truth.main.views[camera].rgb
      #expect(clip.isIdentical(to: try Clip(frames: 25, height: 32, width: 32, bytes: bytes)))
      // What is drawn into the recording leaves everything before it as it was; the others are worlds of their own.
      for edited in seen.clips[1...2] { #expect(edited[camera][0..<11].isIdentical(to: clip[0..<11])) }
      for other in seen.clips.dropFirst() { #expect(!other[camera].isIdentical(to: clip)) }
    }
    #expect(try #require(score.copyLast) >= 0 && #require(score.copyLast) <= 1)
  }

  @Test func aRobotsWorldIsNotSimulatedAnew() throws {
    let watcher = Watcher()
    watcher.answer = { -Double($0) }
    let (score, _) = try score("tabletop/push-cube", horizon: 44, watcher)
    #expect(score.value.value == 0)
    #expect(Set(score.value.details.keys) == ["pairs", "teleport", "vanish"])
  }

  @Test func camerasThatMoveAreNotAskedAbout() throws {
    let (score, _) = try score("camera/table", horizon: 8, Watcher())
    #expect(score.value.value == nil && score.value.note == "the cameras move")
  }

  @Test func aHorizonWithoutAChunkIsNotJudged() throws {
    let (short, _) = try score("physics/fall", horizon: 3, Watcher())
    #expect(short.value.value == nil && short.value.note?.contains("shorter than the 4 frames") == true)
  }

  @Test func copyingIsSurprisedByWhatChanges() throws {
    // Two frames of context, then a step of 51 grey levels at frame 6: one of two chunks of two is off by it.
    let levels: [UInt8] = [0, 0, 0, 0, 51, 51]
    let clip = try Clip(frames: 6, height: 2, width: 3, bytes: levels.flatMap { [UInt8](repeating: $0, count: 18) })
    #expect(abs(Baseline.copyLast.surprise(at: [clip], from: 2, chunk: 2) - 0.02) < 1e-12)
    #expect(Baseline.copyLast.surprise(at: [clip, clip[0..<4]], from: 2, chunk: 2) > 0.01)
    #expect(Baseline.copyLast.surprise(at: [clip[0..<4]], from: 2, chunk: 2) == 0)
  }

  /// One pass over all frames at once, the noisy ones beside the clean ones, is another way to the same figures.
  @Test func framesAreForeseenFromTheVideosOwn() throws {
    let model = try WorldModel(folder: repository.appendingPathComponent("models/physics"), precision: .f32)
    let predictor = WorldModelPredictor(model)
    let watcher = Watcher()
    _ = try score("physics/fall", horizon: 10, watcher, side: 128)
    let videos = try #require(watcher.seen)
    let both = try predictor.surprise(videos)
    #expect(both.count == 5 && Set(both).count == 5)
    for (i, clips) in videos.clips.enumerated().prefix(2) {
      // The last two of ten predicted frames fill no group and are left out.
      #expect(clips.allSatisfy { $0.frames == 13 })
      let latents = Rollout.encode(clips, model)
      let all = Rollout.noise([videos.seed], frame: 0, shape: Array(latents.shape[2...]))
      let noise = Tensor.concatenated(
        [all] + (1..<4).map { Rollout.noise([videos.seed], frame: $0, shape: Array(latents.shape[2...])) }, axis: 1)
      let held = model.setting.contextNoise
      let clean = latents.combined(1 - Float(held), noise, Float(held))
      let actions = ActionChunks.make(videos.actions, contract: model.setting.contract, group: 4, count: 4)
        .reshaped([1, 4, 4, model.setting.contract.width])
      let sigma = Tensor([Float](repeating: Float(held), count: 4) + [Float](repeating: 1, count: 4), shape: [1, 8])
      let told = [false, true, true, true]
      let frames = FrameCondition(
        sigma: sigma, actions: .concatenated([actions, actions], axis: 1), given: told + told)
      let guess = model.dynamics(
        .init(.concatenated([clean, noise], axis: 1)), frames, model.context, sight: .paired
      ).value.slice(axis: 1, 6..<8)
      let off = guess.combined(1, latents.slice(axis: 1, 2..<4), -1).floats()
      let wanted = off.reduce(0) { $0 + Double($1 * $1) } / Double(off.count)
      #expect(abs(both[i] - wanted) < 1e-4 * wanted, "\(both[i]) and \(wanted)")
    }
  }
}
