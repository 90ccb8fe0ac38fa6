import Diagnostics
import Foundation
import Testing
import Training
import WorldModel

@Suite(.serialized) struct ActionScalePlanTests {
  /// The spans of a plan go into the weights' folder, and weights go on under those they know alone.
  @Test func weightsKeepTheScaleTheyLearned() throws {
    let root = try makeRoot()
    defer { try? FileManager.default.removeItem(at: root) }
    try train(root, "c", steps: 2)
    func plan(_ out: String, _ more: String) throws -> DynamicsPlan {
      let text = "compressor: c/checkpoint\nwindow: 3\nmodel: \(dynamicsModel)\n\(more)"
      return try DynamicsPlan(file: TrainingTests.plan(root, out: out, steps: 2, more: text))
    }
    let first = try plan("d", "least_span: {m: 3}")
    try TrainingLoop(first.common, DynamicsTrainee(first), resume: false, say: { _ in }).run()
    let known = try ModelFolder(root.appendingPathComponent("d/checkpoint")).readModelSetting().contract
    #expect(known.dimensions.map(\.span) == [3])
    _ = try DynamicsTrainee(plan("e", "start: d/checkpoint"))
    _ = try DynamicsTrainee(plan("f", "start: d/checkpoint\nleast_span: {m: 3}"))
    let error = #expect(throws: UserError.self) {
      try DynamicsTrainee(plan("g", "start: d/checkpoint\nleast_span: {m: 4}"))
    }
    #expect("\(try #require(error))".contains("`least_span`"))
    let typo = #expect(throws: UserError.self) { try DynamicsTrainee(plan("h", "least_span: {rad: 1}")) }
    #expect("\(try #require(typo))".contains("The data's units: m"))
    #expect(!FileManager.default.fileExists(atPath: root.appendingPathComponent("h").path), "it was encoded first")
    for wrong in ["least_span: 3", "least_span: {m: 0}", "least_span: {m: wide}"] {
      #expect(throws: UserError.self) { try plan("i", wrong) }
    }
  }
}
