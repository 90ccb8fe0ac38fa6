import Diagnostics
import Foundation
import NeuralNetwork
import TensorCore
import Testing
import WorldModel

@testable import Training

/// A compressor that goes on learning under models that were trained on its latents.
@Suite(.serialized) struct HeldLatentsTests {
  /// Latents of the anchored data set move less than without the anchor, and keep their scale.
  @Test func anchoredLatentsStayWhereTheyWere() throws {
    let root = try makeRoot()
    defer { try? FileManager.default.removeItem(at: root) }
    try writeDataset(to: root.appendingPathComponent("new"), firstSeed: 50)
    try train(root, "c", steps: 4, resume: false)
    func shift(_ out: String, weight: Double) throws -> Double {
      let more = """
        start: c/checkpoint
        anchored: [data/shard-0000.h5]
        anchor_weight: \(weight)
        clip: 5
        model: \(compressorModel)
        """
      let file = try plan(root, out: out, steps: 12, more: more)
      let text = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        .replacing("data: [data/shard-0000.h5]\nvalid", with: "data: [data/shard-0000.h5, new/shard-0000.h5]\nvalid")
      try Data(text.utf8).write(to: file)
      let plan = try CompressorPlan(file: file)
      try TrainingLoop(plan.common, CompressorTrainee(plan), resume: false, say: { _ in }).run()
      let curve = String(decoding: try bytes(root, "\(out)/curve.csv"), as: UTF8.self)
      let last = try #require(curve.split(separator: "\n").last { $0.contains("latent_shift") })
      let figure = try #require(last.split(separator: ",").last)
      return try #require(Double(figure))
    }
    let (held, loose) = (try shift("held", weight: 100), try shift("loose", weight: 1e-6))
    #expect(held < loose / 3, "\(held) \(loose)")
    let (before, after) = (
      try ModelFolder(root.appendingPathComponent("c/checkpoint")).loadCompressor(),
      try ModelFolder(root.appendingPathComponent("held/checkpoint")).loadCompressor()
    )
    #expect(before.latentMean.floats() == after.latentMean.floats())
    let loneFile = try plan(
      root, out: "lone", steps: 1, more: "anchored: [data/shard-0000.h5]\nclip: 5\nmodel: \(compressorModel)")
    let lone = try CompressorPlan(file: loneFile)
    let error = #expect(throws: UserError.self) { try CompressorTrainee(lone) }
    #expect(error?.what.contains("needs `start`") == true)
  }

  private func weights(_ root: URL, _ out: String) throws -> [String: [Float]] {
    let file = try Safetensors(path: root.appendingPathComponent("\(out)/checkpoint/model.safetensors").path)
    return try Dictionary(
      uniqueKeysWithValues: file.names.map { ($0, try file.tensor($0).cast(to: .f32).floats()) })
  }

  @Test func aHeldEncoderStaysAsItWas() throws {
    let root = try makeRoot()
    defer { try? FileManager.default.removeItem(at: root) }
    try train(root, "c", steps: 4)
    try train(root, "h", steps: 6, more: "start: c/checkpoint\nhold_encoder: true")
    let (before, after) = (try weights(root, "c"), try weights(root, "h"))
    #expect(before.keys == after.keys)
    for (name, values) in before where !name.hasPrefix("decoder.") { #expect(values == after[name], "\(name)") }
    #expect(before["decoder.conv_in.weight"] != after["decoder.conv_in.weight"])
    // So what was encoded with the one serves the other too.
    func hash(_ out: String) throws -> String {
      try ModelFolder(root.appendingPathComponent("\(out)/checkpoint")).loadCompressor().latentsHash
    }
    #expect(try hash("c") == hash("h"))
    try train(root, "free", steps: 6, more: "start: c/checkpoint")
    #expect(try hash("c") != hash("free"))
    let error = #expect(throws: UserError.self) { try train(root, "lone", steps: 1, more: "hold_encoder: true") }
    #expect(error?.what.contains("needs `start`") == true)
  }
}
