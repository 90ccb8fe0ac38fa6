import Diagnostics
import Foundation
import Testing

@testable import Recordings

/// Recordings of real robots that lie beside the checkout on some machines.
@Suite struct SharedDataTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("shared/data").path

  static func isThere(_ name: String) -> Bool { FileManager.default.fileExists(atPath: "\(folder)/\(name)") }

  @Test(.enabled(if: isThere("g1-pick"), "shared/data/g1-pick is not here")) func humanoid() throws {
    let survey = try Scratch.survey("\(Self.folder)/g1-pick") { $0.workers = 2 }
    #expect(survey.format == .lerobotV2 && survey.sourceRate == 30)
    #expect(survey.found == 43 && survey.usable.count == 40 && survey.promised == 100)
    #expect(survey.skipped.map(\.episode) == [.number(3), .number(6), .number(9)])
    #expect(survey.absent.count == 57 && survey.absentRanges == [0...0, 44...99])
    #expect(survey.contract.width == 26 && survey.contract.rate == 10)
    #expect(survey.contract.dimensions.allSatisfy { $0.kind == .jointPosition })
    #expect(survey.contract.dimensions.prefix(14).allSatisfy { $0.unit == "rad" })
    #expect(survey.contract.dimensions.suffix(12).allSatisfy { $0.unit == "fraction" })
    #expect(survey.cameras.map(\.name) == ["cam_high"] && survey.cameras[0].imported == [192, 144])
    let text = try StableJSON.text(SurveyJSON(survey))
    let json = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let keys: Set = [
      "format", "episodes", "usable", "skipped", "promised", "absent", "frames", "rate", "cameras", "action_contract",
      "problems",
    ]
    #expect(Set(json.keys).isSuperset(of: keys))
    #expect(json["frames"] as? Int == 13994, "rows of the 40 usable episodes' tables")
    #expect((json["absent"] as? [String: Any])?["count"] as? Int == 57)
  }

  @Test(.enabled(if: isThere("droid"), "shared/data/droid is not here")) func armWithThreeCameras() throws {
    let survey = try Scratch.survey("\(Self.folder)/droid")
    #expect(survey.found == 8 && survey.usable.count == 8 && survey.skipped.isEmpty)
    #expect(survey.cameras.map(\.name) == ["camera_0", "camera_1", "camera_2"])
    #expect(survey.contract.origin == "next_state" && survey.contract.width == 7)
    #expect(survey.contract.dimensions.last?.kind == .gripper)
  }

  @Test(.enabled(if: isThere("bridge"), "shared/data/bridge is not here")) func toyKitchen() throws {
    let survey = try Scratch.survey("\(Self.folder)/bridge")
    #expect(survey.found == 6 && survey.usable.count == 6 && survey.sourceRate == 20)
    #expect(survey.contract.width == 10 && survey.contract.rate == 20)
    // Every episode begins with an action of zeros: it led to the first picture.
    #expect(survey.movesActions)
    #expect(survey.problems.count { $0.kind == .constantAction } == 3)
  }

  @Test(.enabled(if: isThere("language-table"), "shared/data/language-table is not here")) func planarPushing() throws {
    let survey = try Scratch.survey("\(Self.folder)/language-table")
    #expect(survey.found == 1 && survey.usable.count == 1)
    #expect(survey.contract.dimensions.map(\.kind) == [.endEffectorDelta, .endEffectorDelta])
    #expect(survey.cameras[0].imported == [256, 144])
  }
}
