import Diagnostics
import Foundation
import Scoring
import Testing

@testable import Scenarios

@Suite struct ModelSourceTests {
  private func scenario(_ model: String) throws -> Scenario {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).yaml")
    defer { try? FileManager.default.removeItem(at: file) }
    let text = """
      schema: 1
      world: world.xml
      seed: 1
      context: 5
      horizon: 8
      actions: {script: {policy: hold}}
      model: \(model)

      """
    try Data(text.utf8).write(to: file)
    return try Scenario(file: file)
  }

  @Test func baselinesAreModels() throws {
    #expect(try scenario("baseline/copy-last").model == .baseline(.copyLast))
    #expect(try scenario("baseline/constant-velocity").model == .baseline(.constantVelocity))
    #expect(try scenario("models/x").model.path.hasSuffix("models/x"))
    #expect(try ModelSource(argument: "baseline/copy-last").path == "baseline/copy-last")
  }

  @Test func anUnknownBaselineIsNamedWithItsPlace() throws {
    let error = #expect(throws: UserError.self) { try scenario("baseline/kopy") }
    #expect(error?.place.contains(":7:") == true)
    #expect(error?.description.contains("baseline/copy-last, baseline/constant-velocity") == true)
    #expect(throws: UserError.self) { try ModelSource(argument: "baseline/kopy") }
  }

  @Test func aBaselinePredictsEveryCameraOfEverySequence() throws {
    let clip = try Clip(frames: 2, height: 16, width: 16, bytes: [UInt8](repeating: 9, count: 2 * 768))
    let request = PredictionRequest(
      context: [clip, clip], sequences: [.init(actions: [], seed: 1), .init(actions: [], seed: 2)], horizon: 3, steps: 1
    )
    var timing = PredictionTiming()
    var seen: [[Int]] = []
    try BaselinePredictor(.copyLast).predict(request, timing: &timing, acting: nil) { piece in
      seen.append([piece.sequence, piece.camera, piece.start, piece.clip.frames])
    }
    #expect(seen == [[0, 0, 0, 3], [0, 1, 0, 3], [1, 0, 0, 3], [1, 1, 0, 3]])
  }
}
