import Diagnostics
import Evaluation
import Foundation
import Scenarios
import Testing

private let repository = URL(fileURLWithPath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

@Suite struct SuiteTests {
  @Test func theHeldOutSuiteDrawsThirtyTwoEpisodesFromItsSeeds() throws {
    let suite = try Suite(file: repository.appendingPathComponent("evaluations/tabletop-heldout.yaml"))
    #expect(suite.scenarios.count == 32)
    #expect(Set(suite.scenarios.map(\.name)).count == 32)
    for (i, scenario) in suite.scenarios.enumerated() {
      guard case .world(_, let seed, _) = scenario.truth else {
        Issue.record("no world")
        continue
      }
      #expect(seed == 200_000 + UInt64(i))
    }
  }

  @Test func aSuiteThatNamesAMissingScenarioSaysWhich() throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).yaml")
    try Data("schema: 1\nscenarios: [gone.yaml]\n".utf8).write(to: file)
    let error = #expect(throws: UserError.self) { try Suite(file: file) }
    #expect(error?.place.hasSuffix("gone.yaml") == true)
  }
}
