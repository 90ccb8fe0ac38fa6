import Foundation
import TestSupport
import Testing

/// The suite that checks the scores themselves, on the real binary, with the shipped weights.
@Suite(.enabled(if: Program.exists, "the program is not built")) struct SmokeSuiteTests {
  private let repository = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private struct Result: Decodable {
    struct SelfTest: Decodable {
      struct Row: Decodable {
        var metric, corruption, rule: String
        var pass: Bool
        var worst: Double?
      }
      var rows: [Row]
      var passed, failed: Int
    }
    var run: String
    var selftest: SelfTest
    struct Files: Decodable { var result, report: String }
    var files: Files
  }

  /// Keys whose values may differ from run to run; `gate` is there where an earlier one was named.
  private static let passing: Set<String> = [
    "seconds", "started", "finished", "run", "runs", "id", "peak_memory_mb", "frames_per_second", "files", "gate",
  ]

  private func settled(_ json: String) throws -> Data {
    func strip(_ value: Any) -> Any {
      if let object = value as? [String: Any] {
        return object.filter { !Self.passing.contains($0.key) }.mapValues(strip)
      }
      return (value as? [Any])?.map(strip) ?? value
    }
    let object = strip(try JSONSerialization.jsonObject(with: Data(json.utf8)))
    return try JSONSerialization.data(withJSONObject: object, options: .sortedKeys)
  }

  @Test func everyCheckOfTheScoresPassesAndTheSameSuiteGivesTheSameBytes() throws {
    let place = try Workplace()
    defer { place.remove() }
    let suite = repository.appendingPathComponent("evaluations/smoke.yaml").path
    let first = try Program.run(["evaluate", suite, "--self-test", "--json", "--store", "store"], in: place.folder)
    #expect(first.code == 0, "\(first.errors.suffix(500))")
    let result = try JSONDecoder().decode(Result.self, from: Data(first.output.utf8))
    #expect(result.selftest.failed == 0 && result.selftest.passed >= 40)
    for row in result.selftest.rows where !row.pass { Issue.record("\(row)") }
    let truth = result.selftest.rows.filter { $0.corruption == "truth" && $0.rule == "truth" }
    #expect(!truth.isEmpty && truth.allSatisfy { $0.worst != nil })
    for corruption in ["identical_copies", "uniform_noise", "permuted_policies"] {
      #expect(result.selftest.rows.contains { $0.corruption == corruption && $0.rule == "designated" }, "\(corruption)")
    }
    let schema = try JSONSchema(file: repository.appendingPathComponent("docs/evaluation.schema.json"))
    #expect(try schema.problems(Data(first.output.utf8)).isEmpty)
    let report = try String(contentsOfFile: result.files.report, encoding: .utf8)
    #expect(report.contains("Can these scores be trusted?") && !report.contains("<script") && !report.contains("http:"))

    let second = try Program.run(
      ["evaluate", suite, "--self-test", "--json", "--store", "store", "--threads", "1", "--against", result.run],
      in: place.folder)
    #expect(second.code == 0, "\(second.errors.suffix(500))")
    #expect(try settled(second.output) == settled(first.output))
    #expect(try schema.problems(Data(second.output.utf8)).isEmpty)
    let again = try JSONDecoder().decode(Result.self, from: Data(second.output.utf8))
    let judged = try String(contentsOfFile: again.files.report, encoding: .utf8)
    #expect(judged.contains("Not worse than \(result.run).") && judged.contains("This evaluation less the earlier one"))
  }
}
