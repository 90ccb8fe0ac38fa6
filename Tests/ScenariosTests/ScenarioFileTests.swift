import Diagnostics
import Foundation
import Simulation
import Testing

@testable import Scenarios

/// Writes a scenario into a folder of its own and reads it.
private func scenario(_ text: String) throws -> Scenario {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("scenario-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  let file = folder.appendingPathComponent("s.yaml")
  try Data(text.utf8).write(to: file)
  return try Scenario(file: file)
}

private let good = """
  schema: 1
  world: world.xml
  seed: 7
  context: 5
  horizon: 8
  actions:
    script: {policy: push, object: cube}
  model: ../model

  """

@Suite struct ScenarioFileTests {
  @Test func everyShippedScenarioReads() throws {
    let folder = repository.appendingPathComponent("scenarios/tabletop")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".yaml") }
    #expect(files.count >= 8)
    for file in files {
      let scenario = try Scenario(file: folder.appendingPathComponent(file))
      #expect(scenario.model.path.hasSuffix("models/tabletop"), "\(file)")
      #expect(scenario.name + ".yaml" == file)
    }
  }

  @Test(arguments: [("physics", 24), ("camera", 8)])
  func everyPhysicsAndCameraScenarioReads(_ folder: String, _ count: Int) throws {
    let folder = repository.appendingPathComponent("scenarios/\(folder)")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".yaml") && !$0.hasSuffix(".starts.yaml") }
    #expect(files.count == count)
    for file in files {
      let scenario = try Scenario(file: folder.appendingPathComponent(file))
      #expect(scenario.model.path.hasSuffix("models/physics"), "\(file)")
      #expect(scenario.name + ".yaml" == file)
      guard case .world(let url, let seed, let initial) = scenario.truth else {
        Issue.record("no world")
        continue
      }
      #expect((200_000..<300_000).contains(seed))
      try World(file: url.path).requireStartRange(initial.range)
    }
  }

  @Test func defaultsAreFilledIn() throws {
    let s = try scenario(good)
    #expect(s.cameras == ["front", "side"])
    #expect(s.shape == .square(128))
    #expect(s.sampler == SamplerSettings(steps: 4, seeds: [1]))
    #expect(s.takes == 2)
    #expect(s.name == "s")
    #expect(s.frames == 13)
  }

  @Test(arguments: [
    ("context: 5", "contxt: 5", "4:1", "unknown key `contxt`"),
    ("schema: 1", "schema: 2", "1:9", "`schema` is 2"),
    ("context: 5", "context: 0", "4:10", "outside 1 to 1000"),
    ("horizon: 8", "horizon: soon", "5:10", "must be a whole number"),
    ("seed: 7", "seed: -7", "3:7", "outside"),
    ("policy: push", "policy: shove", "7:20", "One of: push, pick_place"),
    ("  script: {policy: push, object: cube}", "  {}", "7:3", "exactly one of script, file, list"),
    ("  script: {policy: push, object: cube}", "  list: [[1, x]]", "7:14", "must be a finite number"),
    ("model: ../model", "model: m\nsampler: {seeds: []}", "9:18", "has 0 entries"),
    ("model: ../model", "size: 100\nmodel: m", "8:7", "multiple of 16"),
    ("model: ../model", "record: {dataset: d, episode: 1}\nmodel: m", "2:8", "cannot stand beside `record`"),
  ])
  func mistakesNameTheirPlace(old: String, new: String, place: String, message: String) throws {
    let error = #expect(throws: UserError.self) { try scenario(good.replacing(old, with: new)) }
    #expect(error?.description.contains("s.yaml:\(place): ") == true, "\(String(describing: error))")
    #expect(error?.description.contains(message) == true, "\(String(describing: error))")
  }

  @Test func recordedActionsNeedARecording() {
    let text = good.replacing("actions:\n  script: {policy: push, object: cube}", with: "actions: recorded")
    #expect(throws: UserError.self) { try scenario(text) }
  }

  @Test func aMissingFileIsOneClearError() {
    let error = #expect(throws: UserError.self) { try Scenario(file: URL(fileURLWithPath: "/nowhere/s.yaml")) }
    #expect(error?.description == "/nowhere/s.yaml: there is no such file. Check the path")
  }
}
