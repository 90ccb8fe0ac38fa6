import Foundation
import Media
import RunStore
import TestSupport
import Testing

/// What a suite's evaluation keeps can be looked at.
@Suite(.serialized, .enabled(if: Program.exists, "the program is not built")) struct SuiteBrowsingTests {
  private let place: Workplace

  init() throws {
    place = try Workplace()
    try place.change("scenario.yaml", "record:", "name: one\nrecord:")
    let other = String(decoding: try place.bytes("scenario.yaml"), as: UTF8.self)
    try place.write(
      other.replacing("name: one", with: "name: two").replacing("episode: 0", with: "episode: 1"), to: "other.yaml")
    try place.write("schema: 1\nname: both\nscenarios: [scenario.yaml, other.yaml]\n", to: "suite.yaml")
  }

  private func evaluate(_ more: String...) throws {
    let outcome = try Program.run(["evaluate", "suite.yaml", "--json", "--store", "store"] + more, in: place.folder)
    #expect(outcome.code == 0, "\(outcome.errors)")
  }

  @Test func everyEpisodeIsKeptAndShown() throws {
    defer { place.remove() }
    try evaluate()
    let store = try RunStore(at: place.url("store"))
    let suite = try #require(try store.browsableSuite("both"))
    let kept = try store.runs(status: .done, suite: suite.id)
    #expect(Set(kept.map(\.scenario)) == ["one", "two"])
    // They do not mix with what was run by itself.
    #expect(try store.runs().isEmpty)
    let scored = try #require(try store.episodes(of: suite.id)["one"])
    #expect(scored.contains("foreground_skill") || scored.contains("psnr"))
    let shown = try Program.run(["view", "both", "--store", "store", "--screenshot", "w.png"], in: place.folder)
    #expect(shown.code == 0, "\(shown.errors)")
    #expect(try Image.readPNG(place.url("w.png").path).width == 1280)
    // An episode is a run like any other: here is its copy by the pipeline of single runs.
    let run = try Program.run(["run", "scenario.yaml", "--headless", "--store", "store"], in: place.folder)
    #expect(run.code == 0, "\(run.errors)")
    let alone = try #require(try store.runs().first)
    let twin = try #require(kept.first { $0.scenario == "one" })
    for name in ["view.json", "predictions/sample0-front.mkv", "predictions/truth-front.mkv", "video.mp4"] {
      let parts = try [alone, twin].map { try Data(contentsOf: URL(fileURLWithPath: "\($0.folder)/\(name)")) }
      // Compared beforehand: a failure should not print bytes.
      let isSame = parts[0] == parts[1]
      #expect(isSame, "\(name)")
    }
  }

  @Test func nothingIsKeptWhereThatIsNotWanted() throws {
    defer { place.remove() }
    try evaluate("--no-keep")
    #expect(place.runs.isEmpty)
    let shown = try Program.run(["view", "both", "--store", "store", "--screenshot", "w.png"], in: place.folder)
    #expect(shown.code == 2 && shown.errors.contains("both"), "\(shown.errors)")
  }
}
