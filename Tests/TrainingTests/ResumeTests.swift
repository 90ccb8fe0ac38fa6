import Diagnostics
import Episodes
import Foundation
import TensorCore
import Testing
import Training
import WorldModel

@Suite(.serialized) struct ResumeTests {
  /// The schedule depends on the number of steps, so the interrupted training is stopped by ctrl-C's own way: a state
  /// written at step 4 of 8 is what a kill would leave.
  @Test func aResumedTrainingContinuesIdentically() throws {
    let root = try makeRoot()
    defer { try? FileManager.default.removeItem(at: root) }
    let file = try plan(
      root, out: "a", steps: 8, more: "clip: 5\nstate_every_minutes: 0.01\nmodel: \(compressorModel)")
    let whole = try CompressorPlan(file: file)
    try TrainingLoop(whole.common, CompressorTrainee(whole), resume: false, say: { _ in }).run()
    var half = whole
    half.common.out = root.appendingPathComponent("b")
    half.common.stopAfter = 4
    try TrainingLoop(half.common, CompressorTrainee(half), resume: false, say: { _ in }).run()
    half.common.stopAfter = nil
    var said: [String] = []
    try TrainingLoop(half.common, CompressorTrainee(half), resume: true, say: { said.append($0) }).run()
    #expect(said.first == "resumed at step 4")
    #expect(try bytes(root, "a/checkpoint/model.safetensors") == bytes(root, "b/checkpoint/model.safetensors"))
  }

  @Test func weightsDoNotDependOnThreads() throws {
    let root = try makeRoot()
    defer {
      ThreadPool.configure(threads: 2)
      try? FileManager.default.removeItem(at: root)
    }
    for threads in [1, 3] {
      ThreadPool.configure(threads: threads)
      try train(root, "t\(threads)", steps: 3, resume: false)
    }
    #expect(try bytes(root, "t1/checkpoint/model.safetensors") == bytes(root, "t3/checkpoint/model.safetensors"))
  }

  /// Of all tokens and of some, by the latents alone and by their pictures too.
  @Test(arguments: [1, 0.5], [0, 2])
  func dynamicsTrainOnACompressorsLatents(_ tokens: Double, _ pictures: Double) throws {
    let root = try makeRoot()
    defer { try? FileManager.default.removeItem(at: root) }
    try train(root, "c", steps: 2, resume: false)
    let file = try plan(
      root, out: "d", steps: 30,
      more: "compressor: c/checkpoint\nwindow: 3\nphases: [0]\ntokens: \(tokens)\npicture_weight: \(pictures)\n"
        + "model: \(dynamicsModel)")
    let plan = try DynamicsPlan(file: file)
    try TrainingLoop(plan.common, DynamicsTrainee(plan), resume: false, say: { _ in }).run()
    let curve = String(decoding: try bytes(root, "d/curve.csv"), as: UTF8.self)
    #expect(curve.contains("30,latent_error,"))
    #expect(FileManager.default.fileExists(atPath: root.appendingPathComponent("d/checkpoint/model.yaml").path))
  }

  /// The checkpoint of the least error so far is kept beside the last one.
  @Test func theBestIsKept() throws {
    let root = try makeRoot()
    defer { try? FileManager.default.removeItem(at: root) }
    try train(root, "c", steps: 2, resume: false)
    let file = try plan(
      root, out: "b", steps: 24,
      more: "compressor: c/checkpoint\nwindow: 3\nphases: [0]\nmodel: \(dynamicsModel)")
    let plan = try DynamicsPlan(file: file)
    try TrainingLoop(plan.common, DynamicsTrainee(plan), resume: false, say: { _ in }).run()
    let errors = String(decoding: try bytes(root, "b/curve.csv"), as: UTF8.self).split(separator: "\n").compactMap {
      let fields = $0.split(separator: ",")
      return fields[1] == "latent_error" ? (step: Int(fields[0]) ?? 0, value: Double(fields[2]) ?? .nan) : nil
    }
    let least = try #require(errors.min { $0.value < $1.value })
    #expect(errors.count == 6)
    let best = String(decoding: try bytes(root, "b/best/model.yaml"), as: UTF8.self)
    #expect(best.contains("steps: \(least.step)\n") && best.contains("latent_error: \(least.value)\n"), "\(errors)")
    _ = try ModelFolder(root.appendingPathComponent("b/best")).loadDynamics()
    let isLast = try bytes(root, "b/best/model.safetensors") == bytes(root, "b/checkpoint/model.safetensors")
    #expect(isLast == (least.step == 24))
  }

  @Test func twoTrainingsInOnePlaceAreRefused() throws {
    let root = try makeRoot()
    defer { try? FileManager.default.removeItem(at: root) }
    let plan = try CompressorPlan(
      file: plan(root, out: "x", steps: 1, more: "clip: 5\nmodel: \(compressorModel)")
    ).common
    var lock = try TrainingLoop.claim(plan)
    #expect(lock != nil && !FileManager.default.fileExists(atPath: root.appendingPathComponent("x").path))
    let error = #expect(throws: UserError.self) { try TrainingLoop.claim(plan) }
    #expect(error?.place == plan.out.path)
    lock = nil
    #expect(try TrainingLoop.claim(plan) != nil)
  }

  /// Levels that were chosen for a model stay its own while it is trained further, until a plan says otherwise.
  @Test func theSamplersShiftStaysInAContinuedTraining() throws {
    let root = try makeRoot()
    defer { try? FileManager.default.removeItem(at: root) }
    try train(root, "c", steps: 2, resume: false)
    func shift(_ out: String, _ more: String) throws -> Double {
      let file = try plan(
        root, out: out, steps: 1,
        more: "compressor: c/checkpoint\nwindow: 3\nphases: [0]\nmodel: \(dynamicsModel)\n\(more)")
      let plan = try DynamicsPlan(file: file)
      try TrainingLoop(plan.common, DynamicsTrainee(plan), resume: false, say: { _ in }).run()
      return try ModelFolder(root.appendingPathComponent("\(out)/checkpoint")).readModelSetting().sigmaShift
    }
    #expect(try shift("first", "") == 1)
    #expect(try shift("shifted", "sigma_shift: 5") == 5)
    #expect(try shift("further", "start: shifted/checkpoint") == 5)
    #expect(try shift("back", "start: shifted/checkpoint\nsigma_shift: 2") == 2)
  }

  /// A wide and short data set beside the square one, one of whose episodes is shorter than a window.
  @Test func episodesOfSeveralSizesAndLengthsTrainTogether() throws {
    let root = try makeRoot()
    defer { try? FileManager.default.removeItem(at: root) }
    try writeDataset(to: root.appendingPathComponent("wide"), firstSeed: 50, size: (48, 16), frames: 9)
    try train(root, "c", steps: 2, resume: false)
    var text = String(
      decoding: try Data(
        contentsOf: plan(
          root, out: "m", steps: 12, more: "compressor: c/checkpoint\nwindow: 4\nphases: [0]\nmodel: \(dynamicsModel)")),
      as: UTF8.self)
    text = text.replacing("[data/shard-0000.h5]", with: "[data/shard-0000.h5, wide/shard-0000.h5]")
    let file = root.appendingPathComponent("m.yaml")
    try Data(text.utf8).write(to: file)
    let plan = try DynamicsPlan(file: file)
    try TrainingLoop(plan.common, DynamicsTrainee(plan), resume: false, say: { _ in }).run()
    let settings = String(decoding: try bytes(root, "m/checkpoint/model.yaml"), as: UTF8.self)
    #expect(settings.contains("size: [32, 32]\nother_sizes: [[16, 48]]\n"), "\(settings)")
    let setting = try ModelFolder(root.appendingPathComponent("m/checkpoint")).readModelSetting()
    #expect(setting.sizes.count == 2 && setting.sizes[1] == (16, 48))
    #expect(String(decoding: try bytes(root, "m/curve.csv"), as: UTF8.self).contains("12,latent_error,"))
    // The compressor, too, sees both.
    let both = text.replacing(/compressor: .*(\n.*)*/, with: "clip: 5\nmodel: \(compressorModel)\n")
      .replacing("out: m", with: "out: n")
    try Data(both.utf8).write(to: file)
    let other = try CompressorPlan(file: file)
    try TrainingLoop(other.common, CompressorTrainee(other), resume: false, say: { _ in }).run()
  }

  @Test func mistakesAreOneClearErrorEach() throws {
    let root = try makeRoot()
    defer { try? FileManager.default.removeItem(at: root) }
    try train(root, "x", steps: 1, resume: false)
    // Twice in the same place without --resume, and a resume of nothing.
    #expect(throws: UserError.self) { try train(root, "x", steps: 1, resume: false) }
    let fresh = try CompressorPlan(
      file: plan(root, out: "y", steps: 1, more: "clip: 5\nmodel: \(compressorModel)"))
    let nothing = #expect(throws: UserError.self) { try TrainingLoop.requireBegun(fresh.common) }
    #expect(nothing?.what == "there is nothing to resume")
    let bad = try plan(root, out: "z", steps: 1, more: "clipp: 5\nmodel: \(compressorModel)")
    let error = #expect(throws: UserError.self) { try CompressorPlan(file: bad) }
    #expect(error?.fix == "Did you mean `clip`?")
  }

  @Test func seedsKeptForOutsideChecksAreRefused() throws {
    let root = FileManager.default.temporaryDirectory.appendingPathComponent("training-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: root) }
    try writeDataset(to: root.appendingPathComponent("data"), firstSeed: 800_000)
    let error = #expect(throws: UserError.self) { try train(root, "s", steps: 1, resume: false) }
    #expect(error?.what.contains("800000") == true)
  }
}
