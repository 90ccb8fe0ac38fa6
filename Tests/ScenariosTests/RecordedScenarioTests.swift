import Diagnostics
import Episodes
import Foundation
import Testing

@testable import Scenarios

/// Scenarios whose truth is an episode of a data set, as real robots' recordings are: no world, no depth, no poses.
@Suite struct RecordedScenarioTests {
  private let shape = FrameShape(width: 48, height: 32)

  /// Three episodes of 30 frames; in the last one the robot does the opposite from frame 12 on.
  private func action(_ episode: Int, _ t: Int) -> Float { Float(t % 10) / 10 * (episode == 2 && t >= 12 ? -1 : 1) }

  private func inFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("recorded-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let dimension = ActionContract.Dimension(name: "x", unit: "m", kind: .jointPosition, q01: -1, q99: 1)
    let contract = ActionContract(
      robot: "toy", frame: "joint", rotation: "none", rate: 10, clamp: .warn, dimensions: [dimension])
    let header = EpisodeFileHeader(
      contract: contract, rate: 10, stateNames: [], segmentNames: [], world: "none", worldSHA256: "", engine: "test",
      recording: "")
    let writer = try EpisodeWriter(path: folder.appendingPathComponent("set.h5").path, header: header)
    for e in 0..<3 {
      let rgb = (0..<30).flatMap { [UInt8](repeating: UInt8(8 * $0), count: shape.pixels * 3) }
      let view = Episode.View(camera: "head", width: shape.width, height: shape.height, rgb: rgb)
      try writer.append(
        Episode(
          seed: UInt64(e), policy: "demonstration", rate: 10, frames: 30, views: [view],
          actions: (0..<30).map { [action(e, $0)] }))
    }
    try writer.finish()
    try body(folder)
  }

  private func scenario(_ folder: URL, size: String = "[48, 32]", more: String = "") throws -> Scenario {
    let text = """
      schema: 1
      record: {dataset: set.h5, episode: 1, camera: head, start: 6}
      size: \(size)
      context: 5
      horizon: 10
      actions: recorded
      model: baseline/copy-last
      \(more)

      """
    let file = folder.appendingPathComponent("s.yaml")
    try Data(text.utf8).write(to: file)
    return try Scenario(file: file)
  }

  @Test func truthIsTheStretchThatIsNamed() throws {
    try inFolder { folder in
      let scenario = try scenario(folder)
      #expect(scenario.cameras == ["head"] && scenario.shape == shape)
      let truth = try TruthRecorder(cache: folder).truth(for: scenario).set
      #expect(truth.main.frames == 15 && truth.main.views[0].rgb[0] == 48)
      #expect(truth.main.actions.map { $0[0] } == (6..<21).map { action(1, $0) })
      #expect(truth.counterfactuals.isEmpty, "nobody saw what other actions would have led to")
    }
  }

  @Test func otherActionsAreBorrowedFromAnotherPhase() throws {
    try inFolder { folder in
      let truth = try TruthRecorder(cache: folder).truth(for: scenario(folder)).set
      let own = truth.main.actions.map { $0[0] }
      let held = try #require(truth.actions(under: .hold)).map { $0[0] }
      let shuffled = try #require(truth.actions(under: .shuffled)).map { $0[0] }
      // Alike as long as the context lasts; then the last target before the horizon, held.
      #expect(Array(held[..<4]) == Array(own[..<4]) && held[4...].allSatisfy { $0 == own[3] })
      // Nothing in the set differs more than the opposite.
      #expect(shuffled[8...].allSatisfy { $0 <= 0 })
      #expect(shuffled.count == 15)
    }
  }

  @Test func anotherSizeIsNamedWithWhatToWrite() throws {
    try inFolder { folder in
      let error = #expect(throws: UserError.self) {
        try TruthRecorder(cache: folder).truth(for: scenario(folder, size: "64"))
      }
      #expect(error?.what == "the recording is 48×32, the scenario 64×64")
      #expect(error?.fix.contains("`size: [48, 32]`") == true)
    }
  }

  @Test(arguments: [
    ("[48, 30]", "", "Use a multiple of 16"), ("[48]", "", "2"), ("48", "cameras: [head]", "Keep one of them"),
    ("48", "partner: 4", "a recording lends its own"),
  ])
  func whatDoesNotFitIsRefused(_ size: String, _ more: String, _ says: String) throws {
    try inFolder { folder in
      let error = #expect(throws: UserError.self) { try scenario(folder, size: size, more: more) }
      #expect(error?.description.contains(says) == true, "\(String(describing: error))")
    }
  }

  @Test func shippedScenariosOfRealRobotsRead() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("scenarios/real")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".yaml") }
    #expect(files.count >= 3)
    for file in files {
      let scenario = try Scenario(file: folder.appendingPathComponent(file))
      #expect(scenario.name + ".yaml" == file && scenario.cameras.count == 1)
      guard case .recording = scenario.truth else {
        Issue.record("\(file) has no record")
        continue
      }
    }
  }

  /// A table of a whole episode's actions is cut to the clip.
  @Test func actionsBeyondTheClipAreLeftOut() throws {
    try inFolder { folder in
      let table = "x\n" + (0..<40).map { "\(Double($0) / 100)\n" }.joined()
      try Data(table.utf8).write(to: folder.appendingPathComponent("a.csv"))
      var scenario = try scenario(folder)
      scenario.actions = .file(folder.appendingPathComponent("a.csv"))
      let truth = try TruthRecorder(cache: folder).truth(for: scenario).set
      #expect(truth.main.actions.map { $0[0] } == (0..<15).map { Float($0) / 100 })
    }
  }
}
