import Foundation
import RunStore
import Scoring
import Testing

@testable import Evaluation

/// The leaderboard and the page of a suite.
@Suite struct SuiteReportTests {
  private static let repository = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private func row(_ name: String, _ places: [MetricName: (Double, Double)]) -> Leaderboard.Row {
    let all = places.map { metric, bounds in
      (metric.rawValue, Leaderboard.Place(mean: (bounds.0 + bounds.1) / 2, lo: bounds.0, hi: bounds.1))
    }
    return .init(name: name, isPinned: false, places: Dictionary(uniqueKeysWithValues: all))
  }

  @Test func modelsAreRankedWithinEachGroup() {
    let rows = LeaderboardRanking([
      row("sharp", [.psnr: (30, 31), .ssim: (0.9, 0.95), .warpPhotometric: (0.4, 0.5), .velocity: (2, 3)]),
      row("true", [.psnr: (25, 26), .ssim: (0.8, 0.85), .warpPhotometric: (0.95, 1.1), .velocity: (2, 3)]),
      row("poor", [.psnr: (24, 25.5), .ssim: (0.5, 0.6), .warpPhotometric: (3, 4), .velocity: (5, 6)]),
    ]).rows
    #expect(rows.map { $0.ranks["fidelity"] } == [1, 2, 3])
    // A ratio is best at 1, not at 0.
    #expect(rows.map { $0.places["warp_photometric"]?.rank } == [2, 1, 3])
    #expect(rows.map { $0.ranks["geometry"] } == [2, 1, 3])
    #expect(rows.map { $0.ranks["physics"] } == [1, 1, 3])
    #expect(rows.allSatisfy { $0.ranks["actions"] == nil })
    // Bounds that overlap: psnr of the last two.
    #expect(rows.map { $0.places["psnr"]?.rank } == [1, 2, 2])
  }

  private var episodes: [EpisodeScores] {
    (0..<6).map { i in
      let isFall = i < 3
      let skill = MadeUp.row(.foregroundSkill, [0.5 + 0.05 * Double(i)], reference: 0.01 * Double(i))
      let drift = MadeUp.row(.reprojection, [0.4], normalised: [i == 0 ? nil : 0.6], reference: 1)
      let gravity = MadeUp.row(.gravity, [nil], note: "no flight <here>")
      return MadeUp.episode(
        "\(isFall ? "fall" : "push")-\(i)", [skill, drift, gravity], rate: isFall ? 30 : 10,
        curve: isFall ? [1, 2, 3] : [5, 5], gate: i > 1)
    }
  }

  private func page(
    of episodes: [EpisodeScores]? = nil, splits: [String: [EpisodeScores]]? = nil, gate: RegressionGate? = nil
  ) throws -> String {
    let episodes = episodes ?? self.episodes
    let root = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: root) }
    var result = MadeUp.result(episodes, splits: splits)
    result.gate = gate
    let suite = try Suite(file: Self.repository.appendingPathComponent("evaluations/smoke.yaml"))
    let board = try Leaderboard(result, in: try RunStore(at: root))
    return SuiteReport(suite: suite, result: result, episodes: episodes, strips: root, board: board).html
  }

  @Test func pinnedRowsHaveBounds() throws {
    let root = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: root) }
    let board = try Leaderboard(MadeUp.result(episodes), in: try RunStore(at: root))
    let copied = try #require(board.rows.first { $0.name == "copy-last" }?.places["foreground_skill"])
    #expect(try #require(copied.lo) < (try #require(copied.mean)) && (try #require(copied.hi)) > 0.025)
    #expect(board.rows.filter(\.isPinned).allSatisfy { $0.ranks.isEmpty })
  }

  @Test func curvesAreAveragedOverEpisodesOfOneRate() throws {
    let html = try page()
    #expect(html.contains("30 Hz (3 episodes)") && html.contains("10 Hz (3 episodes)"))
    #expect(html.contains("seconds after the context"))
  }

  @Test func reasonsLowMotionAndFailedGatesAreShown() throws {
    let html = try page()
    #expect(html.contains("6 of 6: no flight &lt;here&gt; (6)"))
    #expect(html.contains("1 low motion") && html.contains("middle half"))
    #expect(html.contains("In 2 of them the readout&#39;s gate fails"))
  }

  @Test func everyReportSaysWhetherItsScoresWereTested() throws {
    #expect(try page().contains("Not tested on this machine as they are defined now"))
    let root = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: root) }
    _ = try MadeUp.set(episodes, id: "older", in: root)
    let store = try RunStore(at: root)
    #expect(try EarlierSelfTest(in: store) == nil)
    try store.finish(
      suite: "older", at: "2026-01-01T02:00:00Z", aggregates: [],
      selfTest: [
        SelfTestRow(
          suiteRun: "older", metric: "psnr", corruption: "blur", delta: 1, lo: 1, hi: 1, pass: true, rule: "worse",
          note: nil)
      ])
    let earlier = try #require(try EarlierSelfTest(in: store))
    #expect(earlier.run == "older" && earlier.passed == 1 && earlier.failed == 0)
  }

  @Test func headingsSayWhatSplitsAreAbout() throws {
    #expect(try page(splits: ["table top": episodes]).contains("By kind of episode"))
    let html = try page(splits: ["in distribution": episodes, "unseen speed": episodes])
    #expect(html.contains("In and out of distribution"))
  }

  @Test func theGateIsOnThePage() throws {
    #expect(try !page().contains("Against an earlier evaluation"))
    let root = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: root) }
    let gate = try RegressionGate(
      try MadeUp.set(episodes, id: "new", in: root), against: try MadeUp.set(episodes, id: "old", in: root))
    let html = try page(gate: gate)
    #expect(html.contains("Against an earlier evaluation") && html.contains("Not worse than old."))
    #expect(html.contains("This evaluation less the earlier one"))
  }

  /// The worst first; ways in the plane they fill, heights and energies beside truth's.
  @Test func pathsAndLawsOfTheWorstAreDrawn() throws {
    var all = episodes
    for i in all.indices {
      all[i].summary.merge(["trajectory_ade": Double(i), "gravity_error": 0.1 * Double(i)]) { $1 }
      let fall = (0..<3).map { SIMD3(0.1 * Double($0), 0, 1 - 0.2 * Double($0)) }
      all[i].drawings = EpisodeDrawings(
        paths: [.init(object: "ball", truth: fall, prediction: [fall[0], nil, fall[2]])],
        laws: [LawCurve(object: "ball", quantity: .height, source: .truth, values: [1, 0.8, 0.6])])
      if i == 5 { all[i].drawings?.laws = [] }
    }
    let html = try page(of: all)
    #expect(html.contains("Paths: push-5, off by 5.000 px") && !html.contains("Paths: fall-1"))
    #expect(html.contains("x, m") && html.contains("z, m") && !html.contains("y, m"))
    #expect(html.contains("Heights of what flies: push-4, gravity_error 0.400") && !html.contains("Energies of what"))
  }
}
