import Diagnostics
import Foundation
import Testing
import Training
import WorldModel

@Suite(.serialized) struct ActionScalePlanTests {
  /// The scale of a plan goes into the weights' folder, and weights go on under the one they know alone.
  @Test func weightsKeepTheScaleTheyLearned() throws {
    let root = try makeRoot()
    defer { try? FileManager.default.removeItem(at: root) }
    try train(root, "c", steps: 2)
    func plan(_ out: String, _ more: String) throws -> DynamicsPlan {
      let text = "compressor: c/checkpoint\nwindow: 3\nmodel: \(dynamicsModel)\n\(more)"
      return try DynamicsPlan(file: TrainingTests.plan(root, out: out, steps: 2, more: text))
    }
    let first = try plan("d", "action_scale: shared")
    try TrainingLoop(first.common, DynamicsTrainee(first), resume: false, say: { _ in }).run()
    #expect(try ModelFolder(root.appendingPathComponent("d/checkpoint")).readModelSetting().contract.scale == .shared)
    _ = try DynamicsTrainee(plan("e", "start: d/checkpoint"))
    let error = #expect(throws: UserError.self) {
      try DynamicsTrainee(plan("f", "start: d/checkpoint\naction_scale: own"))
    }
    #expect("\(try #require(error))".contains("know the scale `shared`"))
    #expect(throws: UserError.self) { try plan("g", "action_scale: wide") }
  }
}
