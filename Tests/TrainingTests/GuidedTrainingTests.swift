import Diagnostics
import Foundation
import NeuralNetwork
import TensorCore
import Testing
import Training
import WorldModel

/// Training of models whose cameras move.
@Suite(.serialized) struct GuidedTrainingTests {
  private let model = dynamicsModel.replacingOccurrences(of: "}", with: ", previous: true}")

  /// Trains a compressor for two steps and the dynamics for three on its latents of `data`.
  private func train(_ root: URL, reprojects: Bool, camera: CameraMove) throws -> URL {
    try writeDataset(to: root.appendingPathComponent("data"), firstSeed: 0, camera: camera)
    let first = try CompressorPlan(file: plan(root, out: "c", steps: 2, more: "clip: 5\nmodel: \(compressorModel)"))
    try TrainingLoop(first.common, CompressorTrainee(first), resume: false, say: { _ in }).run()
    let text = "compressor: c/checkpoint\nwindow: 3\nreprojects: \(reprojects)\nown_past: 0.5\nmodel: \(model)"
    let second = try DynamicsPlan(file: plan(root, out: "d", steps: 3, more: text))
    try TrainingLoop(second.common, DynamicsTrainee(second), resume: false, say: { _ in }).run()
    return root.appendingPathComponent("d")
  }

  private func within<Result>(_ body: (URL) throws -> Result) throws -> Result {
    let root = FileManager.default.temporaryDirectory.appendingPathComponent("guided-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: root) }
    return try body(root)
  }

  private func guides(_ folder: URL) throws -> [Tensor] {
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    return try files.filter { $0.lastPathComponent.hasPrefix("latents-") }.flatMap { file in
      let stored = try Safetensors(path: file.path)
      return try stored.names.filter { $0.hasPrefix("guide.") }.map(stored.tensor)
    }
  }

  @Test func camerasThatMoveTellTheirModelWhatIsSeenFromThere() throws {
    let weights = try within { root in
      let folder = try train(root, reprojects: true, camera: CameraMove(step: 0.03))
      let found = try guides(folder)
      #expect(!found.isEmpty)
      #expect(found.allSatisfy { $0.shape == [4, 1, 4, 4, 4] })
      let setting = try ModelFolder(folder.appendingPathComponent("checkpoint")).readModelSetting()
      #expect(setting.reprojects)
      return try Data(contentsOf: folder.appendingPathComponent("checkpoint/model.safetensors"))
    }
    let plain = try within { root in
      let folder = try train(root, reprojects: false, camera: CameraMove(step: 0.03))
      #expect(try guides(folder).isEmpty)
      return try Data(contentsOf: folder.appendingPathComponent("checkpoint/model.safetensors"))
    }
    #expect(weights != plain)
  }

  @Test func camerasThatStandNeedNoDepth() throws {
    try within { root in
      let folder = try train(root, reprojects: true, camera: CameraMove(step: 0, depth: false))
      #expect(try guides(folder).isEmpty)
    }
  }

  @Test func withoutDepthTheErrorSaysHowToRecordIt() throws {
    let error = #expect(throws: UserError.self) {
      try within { root in _ = try train(root, reprojects: true, camera: CameraMove(step: 0.03, depth: false)) }
    }
    #expect("\(try #require(error))".contains("--channels rgb,depth"))
  }

  /// What would be ignored or lost in silence.
  @Test func plansThatCannotBeMeantAreRefused() throws {
    try within { root in
      for (model, more, what) in [(dynamicsModel, "", "previous"), (model, "\nvaried: 1", "varied")] {
        let text = "compressor: c/checkpoint\nreprojects: true\nmodel: \(model)\(more)"
        let file = try plan(root, out: "x", steps: 1, more: text)
        let error = #expect(throws: UserError.self) { try DynamicsPlan(file: file) }
        #expect(error.map { "\($0)".contains(what) } == true)
      }
    }
  }
}
