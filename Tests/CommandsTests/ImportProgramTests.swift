import Foundation
import TestSupport
import Testing

/// `orrery import` and `export` as people use them, with the real program.
@Suite(.enabled(if: Program.exists, "the program is not built")) struct ImportProgramTests {
  /// A workplace with a recording in LeRobot's layout, `rec`, of two episodes of 300 frames.
  private func place() throws -> Workplace {
    let place = try Workplace()
    #expect(try Program.run(["export", "recording.h5", "--out", "rec"], in: place.folder).code == 0)
    return place
  }

  private func exists(_ name: String, in place: Workplace) -> Bool {
    FileManager.default.fileExists(atPath: place.url(name).path)
  }

  private func video(_ episode: Int) -> String {
    "rec/videos/chunk-000/observation.images.front/episode_00000\(episode).mp4"
  }

  @Test(arguments: ["rec", "rec/data", "."]) func aRecordingIsNeverWrittenInto(_ out: String) throws {
    let place = try place()
    defer { place.remove() }
    let before = try FileManager.default.subpathsOfDirectory(atPath: place.url("rec").path).sorted()
    let outcome = try Program.run(["import", "rec", "--out", out], in: place.folder)
    #expect(outcome.code == 2 && outcome.output.isEmpty)
    #expect(outcome.complaints.count == 1 && outcome.complaints[0].contains("--out: "), "\(outcome.errors)")
    #expect(try FileManager.default.subpathsOfDirectory(atPath: place.url("rec").path).sorted() == before)
  }

  /// A file may grow no further, as on a full disk.
  @Test(arguments: [0, 1, 8]) func aFullDiskIsNamedAndNoEmptyFolderStays(_ blocks: Int) throws {
    let place = try place()
    defer { place.remove() }
    let outcome = try Program.run(["import", "rec", "--out", "new/data"], in: place.folder, blocks: blocks)
    #expect(outcome.code == 2)
    #expect(outcome.complaints.count == 1 && outcome.complaints[0].contains("File too large"), "\(outcome.errors)")
    #expect(!exists("new", in: place))
  }

  @Test func aResumedImportBoastsOnlyOfWhatItDid() throws {
    let place = try place()
    defer { place.remove() }
    let arguments = ["import", "rec", "--out", "data", "--shard", "1"]
    let first = try Program.run(arguments, in: place.folder)
    #expect(first.output.contains("\n60 s of recording in ") && first.output.hasSuffix(" times real time\n"))
    try FileManager.default.removeItem(at: place.url("data/shard-0001.h5"))
    let second = try Program.run(arguments, in: place.folder)
    #expect(second.output.contains("\n30 s of recording in "), "\(second.output)")
    #expect(second.output.hasSuffix(" times real time; 30 s more were there already\n"))
    let third = try Program.run(arguments, in: place.folder)
    #expect(third.output.hasSuffix("\nall 60 s of recording were there already\n"), "\(third.output)")
  }

  /// Damage within a video's pictures shows when they are decoded, after the report.
  @Test func anEpisodeThatFailsWhileItIsDecodedIsCountedAsSkipped() throws {
    let place = try place()
    defer { place.remove() }
    var bytes = [UInt8](try place.bytes(video(1)))
    for index in bytes.count * 6 / 10..<bytes.count * 8 / 10 { bytes[index] = UInt8(truncatingIfNeeded: index &* 31) }
    try Data(bytes).write(to: place.url(video(1)))
    let outcome = try Program.run(["import", "rec", "--out", "data"], in: place.folder)
    #expect(outcome.code == 0 && outcome.output.contains("episodes   2 usable of 2\n"), "\(outcome.errors)")
    #expect(
      outcome.output.contains(
        "\n1 of 2 episodes could be used, 1 were skipped, 1 of them while their pictures were decoded\n"),
      "\(outcome.output)")
    let again = try Program.run(["import", "rec", "--out", "data", "--json"], in: place.folder)
    let json = try #require(try JSONSerialization.jsonObject(with: Data(again.output.utf8)) as? [String: Any])
    #expect(json["usable"] as? Int == 1 && (json["skipped"] as? [Any])?.count == 1)
  }

  @Test func whereNothingIsUsableNoContractIsMade() throws {
    let place = try place()
    defer { place.remove() }
    for episode in 0..<2 { try FileManager.default.removeItem(at: place.url(video(episode))) }
    let outcome = try Program.run(["import", "rec", "--check", "--write-contract", "c.yaml"], in: place.folder)
    #expect(outcome.code == 2 && outcome.complaints.count == 1)
    #expect(outcome.output.contains("episodes   0 usable of 2\nskipped    episode 0: "), "\(outcome.output)")
    #expect(!outcome.output.contains("dimensions:") && !exists("c.yaml", in: place))
  }

  @Test func exportSaysThatARecordingIsImportedFirst() throws {
    let place = try place()
    defer { place.remove() }
    let outcome = try Program.run(["export", "rec", "--out", "new"], in: place.folder)
    #expect(outcome.code == 2 && !exists("new", in: place))
    #expect(
      outcome.complaints == [
        "error: rec: is a recording (lerobot-v2.1), no data set. Import it first: orrery import rec --out FOLDER"
      ])
  }

  @Test func theTableSaysWhyAScoreIsMissing() throws {
    let place = try Workplace()
    defer { place.remove() }
    let outcome = try Program.run(["run", "scenario.yaml", "--headless", "--store", "store"], in: place.folder)
    let lines = outcome.output.split(separator: "\n").map(String.init)
    let reasons = lines.filter { $0.hasPrefix("not measurable: ") }
    #expect(reasons.contains { $0.contains("velocity_rmse") && $0.hasSuffix(" – the truth names no objects") })
    let endings = reasons.map { $0.components(separatedBy: " – ").last ?? "" }
    #expect(Set(endings).count == endings.count, "each reason once: \(reasons)")
    let missing = lines.filter { $0.count > 37 && $0.dropFirst(24).prefix(13).hasSuffix(" –") }.map {
      $0.prefix { $0 != " " }
    }
    #expect(!missing.isEmpty && missing.allSatisfy { name in reasons.contains { $0.contains(name) } })
  }
}
