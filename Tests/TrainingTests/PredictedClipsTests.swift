import Autograd
import Diagnostics
import Foundation
import NeuralNetwork
import TensorCore
import Testing
import WorldModel

@testable import Training

/// A decoder that learns to show what a model predicts.
@Suite(.serialized) struct PredictedClipsTests {
  private let predictions = "hold_encoder: true\npredictions: [{model: d/checkpoint, data: [data/shard-0000.h5]}]"

  /// A folder with a compressor in `c` and a model of its latents in `d`.
  private func within<Result>(_ body: (URL) throws -> Result) throws -> Result {
    let root = try makeRoot()
    defer { try? FileManager.default.removeItem(at: root) }
    try train(root, "c", steps: 4)
    let text = "compressor: c/checkpoint\nwindow: 3\nmodel: \(dynamicsModel)"
    let plan = try DynamicsPlan(file: plan(root, out: "d", steps: 3, more: text))
    try TrainingLoop(plan.common, DynamicsTrainee(plan), resume: false, say: { _ in }).run()
    return try body(root)
  }

  private func clips(
    _ root: URL, seed: UInt64 = 3, framesOf episodes: Int = .max
  ) throws -> (PredictedClips, FrameStore) {
    let file = try plan(
      root, out: "p", steps: 1, more: "start: c/checkpoint\nclip: 5\nmodel: \(compressorModel)\n\(predictions)")
    let plan = try CompressorPlan(file: file)
    let store = try FrameStore(plan.common.data, cameras: ["front"], limit: episodes)
    let folder = ModelFolder(root.appendingPathComponent("c/checkpoint"))
    let clips = try PredictedClips(
      plan.predictions, of: plan.common.data, in: store, cameras: ["front"], compressor: folder.loadCompressor(),
      compressorHash: folder.hash(), seed: seed, cache: root)
    return (clips, store)
  }

  /// Thirteen frames are four latents, of which two are given: the last two are predicted, frames 5 to 12.
  @Test func latentsStandBesideTheFramesOfTheirTime() throws {
    try within { root in
      let (clips, store) = try clips(root)
      var seen: Set<[Float]> = []
      for draw in 0..<40 {
        let (latents, video, _) = try clips.draw(1, groups: 1, Philox(seed: 1, stream: UInt32(draw)))
        #expect(latents.shape == [1, 2, 4, 4, 4] && video.shape == [1, 4, 32, 32, 3])
        seen.insert(video.floats())
      }
      let expected = store.strips.flatMap { strip in [5..<9, 9..<13].map { strip.video($0).floats() } }
      #expect(seen == Set(expected))
      #expect(throws: UserError.self) { try clips.draw(1, groups: 3, Philox(seed: 1, stream: 0)) }
    }
  }

  /// Of several data sets the frames of fewer episodes may be there than are predicted.
  @Test func episodesWithoutFramesAreLeftOut() throws {
    try within { root in
      let (clips, store) = try clips(root, framesOf: 1)
      let expected = [5..<9, 9..<13].map { store.strips[0].video($0).floats() }
      for draw in 0..<20 {
        let video = try clips.draw(1, groups: 1, Philox(seed: 1, stream: UInt32(draw))).video
        #expect(expected.contains(video.floats()))
      }
    }
  }

  /// Decoded after its past alone, a latent shows what it shows in the whole.
  @Test func aMomentIsDecodedAsInTheWhole() throws {
    try within { root in
      let compressor = try ModelFolder(root.appendingPathComponent("c/checkpoint")).loadCompressor()
      let latents = Philox(seed: 9, stream: 0).normal([1, 4, 4, 4, 4])
      let whole = compressor.decodeRaw(Variable(latents), Context(.f32)).value
      let shown = try clips(root).0.shown(latents.slice(axis: 1, 1..<4), Context(.f32)).value
      let difference = zip(shown.floats(), whole.slice(axis: 1, 5..<13).floats()).map { abs($0 - $1) }.max() ?? 1
      #expect(shown.shape == [1, 8, 32, 32, 3] && difference < 1e-5)
    }
  }

  @Test func theSameSeedPredictsTheSame() throws {
    try within { root in
      func numbers(_ seed: UInt64) throws -> [Float] {
        try clips(root, seed: seed).0.draw(3, groups: 2, Philox(seed: 1, stream: 0)).latents.floats()
      }
      let first = try numbers(3)
      #expect(try numbers(3) == first)
      #expect(try numbers(4) != first)
    }
  }

  /// Predictions come nearer to the truth while the encoder stays, and the figures say so.
  @Test func theDecoderLearnsToShowThem() throws {
    try within { root in
      try train(root, "p", steps: 40, more: "start: c/checkpoint\npredicted_share: 1\nmotion_weight: 4\n\(predictions)")
      let curve = String(decoding: try bytes(root, "p/curve.csv"), as: UTF8.self)
      let errors = curve.split(separator: "\n").filter { $0.contains("predicted_error") }
        .compactMap { $0.split(separator: ",").last.flatMap { Double($0) } }
      #expect(errors.count == 10 && errors[9] < 0.9 * errors[0], "\(errors)")
    }
  }

  /// Without it as before, with it other weights, whether or not what moves weighs more; no less than nothing.
  @Test func thePredictionsSquaredErrorWeighsWhatThePlanSays() throws {
    try within { root in
      func weights(_ out: String, _ more: String) throws -> Data {
        try train(root, out, steps: 3, more: "start: c/checkpoint\npredicted_share: 1\n\(more)\n\(predictions)")
        return try bytes(root, "\(out)/checkpoint/model.safetensors")
      }
      let usual = try weights("usual", "")
      #expect(try weights("none", "predicted_squared_weight: 0") == usual)
      let squared = try weights("squared", "predicted_squared_weight: 60")
      let moving = try weights("moving", "predicted_squared_weight: 60\npredicted_motion_weight: 8")
      #expect(squared != usual && moving != squared && moving != usual)
      let error = #expect(throws: UserError.self) { try weights("less", "predicted_squared_weight: -1") }
      #expect(error?.description.contains("predicted_squared_weight") == true)
    }
  }

  /// The model goes over to the decoder that learned on its predictions, and to no compressor with other latents.
  @Test func aModelAdoptsADecoderOfItsLatents() throws {
    try within { root in
      let model = ModelFolder(root.appendingPathComponent("d/checkpoint"))
      let before = try String(contentsOf: model.settings, encoding: .utf8)
      try train(root, "b", steps: 1)
      let error = #expect(throws: UserError.self) {
        try model.adopt(ModelFolder(root.appendingPathComponent("b/checkpoint")))
      }
      #expect(error?.what.contains("latents") == true)
      #expect(try String(contentsOf: model.settings, encoding: .utf8) == before)
      try train(root, "p", steps: 4, more: "start: c/checkpoint\n\(predictions)")
      let decoder = ModelFolder(root.appendingPathComponent("p/checkpoint"))
      try model.adopt(decoder)
      let whole = try WorldModel(folder: model.url)
      #expect(whole.setting.compressor.lastPathComponent == "checkpoint")
      #expect(try whole.setting.compressorHash == decoder.hash())
      #expect(try String(contentsOf: model.settings, encoding: .utf8).count == before.count)
    }
  }

  @Test func plansThatCannotBeMeantAreRefused() throws {
    try within { root in
      func error(_ more: String) -> UserError? {
        #expect(throws: UserError.self) { try train(root, "x", steps: 1, more: more) }
      }
      let start = "start: c/checkpoint\n"
      let free = error(start + predictions.replacing("hold_encoder: true\n", with: ""))
      #expect(free?.what.contains("hold_encoder") == true)
      let elsewhere = error(start + predictions.replacing("[data/", with: "[other/"))
      #expect(elsewhere?.what.contains("among `data`") == true)
      try train(root, "b", steps: 1)
      let other = error("start: b/checkpoint\n" + predictions)
      #expect(other?.what.contains("another compressor") == true, "\(other.map(\.description) ?? "")")
    }
  }
}
