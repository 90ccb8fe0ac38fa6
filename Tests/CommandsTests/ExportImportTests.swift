import Foundation
import TestSupport
import Testing

/// Predictions go out to other programs and come back, with the real program.
@Suite(.enabled(if: Program.exists, "the program is not built")) struct ExportImportTests {
  private func object(_ arguments: [String], in place: Workplace) throws -> [String: Any] {
    let outcome = try Program.run(arguments, in: place.folder)
    #expect(outcome.code == 0, "\(outcome.errors)")
    let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
    return try #require(object)
  }

  /// A workplace with one finished run; the run's name.
  private func finishedRun() throws -> (place: Workplace, run: String) {
    let place = try Workplace()
    let run = try object(Mistake.run, in: place)["run"] as? String
    return (place, try #require(run))
  }

  @Test func aRunComesBackAsRecordings() throws {
    let (place, run) = try finishedRun()
    defer { place.remove() }
    let made = try object(["export", run, "--store", "store", "--out", "out", "--json"], in: place)
    // What really happened, and one sample, of 5 + 8 frames each.
    #expect(made["episodes"] as? Int == 2 && made["frames"] as? Int == 26)
    let found = try object(["import", "out", "--check", "--json"], in: place)
    #expect(found["format"] as? String == "lerobot-v2.1")
    #expect(found["episodes"] as? Int == 2 && found["usable"] as? Int == 2 && found["frames"] as? Int == 26)
    #expect(found["rate"] as? Double == 10)
    let contract = try #require(found["action_contract"] as? [[String: Any]])
    #expect(contract.map { $0["name"] as? String } == ["yaw", "lift"])
    _ = try object(["import", "out", "--out", "data", "--size", "native", "--json"], in: place)
    // The import is a recording like any other: it can be predicted.
    try place.change("scenario.yaml", "dataset: recording.h5", "dataset: data")
    try place.change("scenario.yaml", "model: model", "model: baseline/copy-last")
    let again = try object(Mistake.run, in: place)
    #expect(again["horizon"] as? Int == 8)
    #expect(place.leftovers.isEmpty)
  }

  @Test func aRunComesOutAsFilmsAndTables() throws {
    let (place, run) = try finishedRun()
    defer { place.remove() }
    _ = try object(["export", run, "--store", "store", "--out", "films", "--format", "mp4", "--json"], in: place)
    let names = try FileManager.default.contentsOfDirectory(atPath: place.url("films").path)
    #expect(names.filter { $0.hasSuffix("front.mp4") }.count == 2)
    let table = String(decoding: try place.bytes("films/episode-000000.csv"), as: UTF8.self)
    let lines = table.split(whereSeparator: \.isNewline)
    #expect(lines.first == "seconds,yaw,lift")
    #expect(lines.count == 14)
    // Frame 3 of the recording: 0.3 s, under the action 3/20.
    let row = lines[4].split(separator: ",").compactMap { Double($0) }
    #expect(row.count == 3 && abs(row[0] - 0.3) < 1e-6 && abs(row[1] - 0.15) < 1e-6 && row[2] == 0.5)
  }

  @Test(arguments: [
    (["export", "nosuch", "--out", "new"], "nosuch"), (["export", "RUN", "--out", "scenario.yaml"], "scenario.yaml"),
    (["export", "RUN", "--out", "new", "--episodes", "7"], "none of its 2 episodes"),
  ])
  func mistakesAreOneClearError(_ arguments: [String], _ says: String) throws {
    let (place, run) = try finishedRun()
    defer { place.remove() }
    let before = try place.bytes("scenario.yaml")
    let outcome = try Program.run(
      arguments.map { $0 == "RUN" ? run : $0 } + ["--store", "store", "--json"], in: place.folder)
    #expect(outcome.code == 2)
    #expect(outcome.complaints.count == 1 && outcome.complaints[0].contains(says), "\(outcome.errors)")
    #expect(outcome.output.isEmpty)
    #expect(try place.bytes("scenario.yaml") == before)
    #expect(!FileManager.default.fileExists(atPath: place.url("new").path))
    #expect(place.leftovers.isEmpty)
  }
}
