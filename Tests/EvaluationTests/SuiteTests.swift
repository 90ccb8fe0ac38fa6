import Diagnostics
import Foundation
import Scenarios
import Testing

@testable import Evaluation

private let repository = URL(fileURLWithPath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

@Suite struct SuiteTests {
  @Test(arguments: [("tabletop-heldout", 32), ("tabletop-heldout-96", 96)])
  func heldOutSuitesDrawTheirEpisodesFromTheirSeeds(_ name: String, _ count: Int) throws {
    let suite = try Suite(file: repository.appendingPathComponent("evaluations/\(name).yaml"))
    #expect(suite.scenarios.count == count)
    #expect(Set(suite.scenarios.map(\.name)).count == count)
    for (i, scenario) in suite.scenarios.enumerated() {
      guard case .world(_, let seed, _) = scenario.truth else {
        Issue.record("no world")
        continue
      }
      #expect(seed == 200_000 + UInt64(i))
    }
  }

  @Test(arguments: [("physics", 72, 36), ("camera", 38, 20)])
  func suitesOfSeveralTemplatesNameTheirSplits(_ name: String, _ count: Int, _ known: Int) throws {
    let suite = try Suite(file: repository.appendingPathComponent("evaluations/\(name).yaml"))
    #expect(suite.scenarios.count == count)
    #expect(Set(suite.scenarios.map(\.name)).count == count)
    #expect(suite.splits.values.filter { $0 == "in distribution" }.count == known)
    #expect(Set(suite.splits.values) == ["in distribution", "unseen speed", "unseen size", "unseen combination"])
    for scenario in suite.scenarios {
      guard case .world(_, let seed, let initial) = scenario.truth else {
        Issue.record("no world")
        continue
      }
      #expect((200_000..<300_000).contains(seed))
      // The range that a template names is not lost with its seed.
      #expect(initial.range == nil || initial.range == suite.splits[scenario.name]?.replacing(" ", with: "-"))
    }
  }

  /// The takes of an entry go before the suite's, and these before the scenario file's.
  @Test func anEntrysTakesGoBeforeTheSuites() throws {
    let folder = repository.appendingPathComponent("scenarios/physics").path
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).yaml")
    let entries = [
      "{scenario: \(folder)/fall.yaml, first_seed: 200000, count: 1, takes: 3}",
      "{scenario: \(folder)/ramp.yaml, first_seed: 200000, count: 1}",
    ]
    let text = "schema: 1\ntakes: 5\ntemplates:\n" + entries.map { "  - \($0)\n" }.joined()
    try Data(text.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    #expect(try Suite(file: file).scenarios.map(\.takes) == [3, 5])
  }

  @Test func anEntrysSamplesGoBeforeTheTemplates() throws {
    let folder = repository.appendingPathComponent("scenarios/physics").path
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).yaml")
    let entry = "{scenario: \(folder)/fall.yaml, first_seed: 200000, count: 1, samples: 3}"
    try Data("schema: 1\ntemplates:\n  - \(entry)\n".utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    #expect(try Suite(file: file).scenarios.map(\.sampler.seeds) == [[1, 2, 3]])
  }

  @Test func aSeedDrawnTwiceIsRefused() throws {
    let template = repository.appendingPathComponent("scenarios/physics/fall.yaml").path
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).yaml")
    let entry = "  - {scenario: \(template), first_seed: 200000, count: 2}\n"
    try Data("schema: 1\ntemplates:\n\(entry)\(entry)".utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let error = #expect(throws: UserError.self) { try Suite(file: file) }
    #expect(error?.description.contains("a second time") == true)
  }

  @Test func windowsNeedARecording() throws {
    let template = repository.appendingPathComponent("scenarios/physics/fall.yaml").path
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).yaml")
    try Data("schema: 1\ntemplate: \(template)\nwindows: {every: 8}\n".utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let error = #expect(throws: UserError.self) { try Suite(file: file) }
    #expect(error?.description.contains("no `record`") == true)
  }

  @Test func aSuiteThatNamesAMissingScenarioSaysWhich() throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).yaml")
    try Data("schema: 1\nscenarios: [gone.yaml]\n".utf8).write(to: file)
    let error = #expect(throws: UserError.self) { try Suite(file: file) }
    #expect(error?.place.hasSuffix("gone.yaml") == true)
  }

  /// The list in the file is what `--print-partners` prints.
  @Test(arguments: ["tabletop-heldout", "tabletop-heldout-96"])
  func heldOutSuitesStoreTheirPartners(_ name: String) throws {
    let suite = try Suite(file: repository.appendingPathComponent("evaluations/\(name).yaml"))
    let partners = try suite.partnerSeeds()
    #expect(suite.scenarios.map { $0.partner?.seed } == partners)
    let paths = try suite.scenarios.map(ToolPath.record)
    for (i, partner) in partners.enumerated() {
      let other = Int(partner - 200_000)
      #expect(other != i)
      #expect(ToolPath.distance(paths[i], paths[other], from: suite.scenarios[i].context) >= 0.05)
    }
  }

  @Test(arguments: [
    ("[200001, 200001]", "no derangement"), ("[200000, 200001]", "no derangement"), ("[200001]", "has 1 entries"),
    ("[200001, 7]", "no derangement"),
  ])
  func aListOfPartnersMustBeADerangement(list: String, message: String) throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).yaml")
    defer { try? FileManager.default.removeItem(at: file) }
    let template = repository.appendingPathComponent("scenarios/tabletop/heldout.yaml").path
    let text = "schema: 1\ntemplate: \(template)\nepisodes: {first_seed: 200000, count: 2, partners: \(list)}\n"
    try Data(text.utf8).write(to: file)
    let error = #expect(throws: UserError.self) { try Suite(file: file) }
    #expect(error?.description.contains(message) == true, "\(String(describing: error))")
  }

  @Test func matchingsArePerfectOrNone() {
    #expect(Matching.perfect([[false, true], [true, false]]) == [1, 0])
    #expect(Matching.perfect([[false, true], [false, true]]) == nil)
    // The first row must give way to the second.
    #expect(Matching.perfect([[false, true, true], [false, false, true], [true, false, false]]) == [1, 2, 0])
  }

  /// Episodes are drawn from the range that their template names.
  @Test func drawnEpisodesKeepTheTemplatesRange() throws {
    let template = repository.appendingPathComponent("scenarios/physics/fall-unseen-speed.yaml").path
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).yaml")
    try Data("schema: 1\ntemplate: \(template)\nepisodes: {first_seed: 200000, count: 2}\n".utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    for scenario in try Suite(file: file).scenarios {
      guard case .world(_, _, let initial) = scenario.truth else { return #expect(Bool(false)) }
      #expect(initial.range == "unseen-speed" && initial.objects == nil)
    }
  }
}
