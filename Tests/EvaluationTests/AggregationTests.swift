import Diagnostics
import Foundation
import Scoring
import TestSupport
import Testing

@testable import Evaluation

/// From episodes to the figures of a suite.
@Suite struct AggregationTests {
  @Test func templatesAreWhatEpisodesAreDrawnFrom() {
    let names = [
      ("fall-200003", "fall"), ("fall-unseen-speed-7", "fall-unseen-speed"), ("g1-pick-4-16", "g1-pick-4"),
      ("push-cube", "push-cube"), ("7", "7"), ("a-", "a-"), ("", ""),
    ]
    for (name, template) in names { #expect(Suite.template(of: name) == template) }
  }

  /// Two templates far apart, many episodes each that are all alike: the mean is as unsure as two values are.
  @Test func templatesAreResampledBeforeTheirEpisodes() throws {
    let episodes = (0..<20).map { i in
      MadeUp.episode(
        "\(i < 10 ? "easy" : "hard")-\(i)", [MadeUp.row(.foregroundSkill, [i < 10 ? 0.9 : 0.1 + 0.001 * Double(i)])])
    }
    let metric = try #require(MadeUp.result(episodes).metrics["foreground_skill"])
    // Of twenty independent values the bounds would be some 0.35 apart.
    #expect(try #require(metric.hi) - (try #require(metric.lo)) > 0.7)
    let one = episodes.map { episode in
      var episode = episode
      episode.scenario = episode.scenario.replacing("easy", with: "hard")
      return episode
    }
    let narrow = try #require(MadeUp.result(one).metrics["foreground_skill"])
    #expect(try #require(narrow.hi) - (try #require(narrow.lo)) < 0.45)
  }

  @Test func samplesOfAnEpisodeAreNoEpisodes() throws {
    let episodes = (0..<3).map { i in
      MadeUp.episode(
        "e-\(i)", [MadeUp.row(.velocity, [0.1, nil, i == 0 ? nil : 0.3], note: "too few frames")], seeds: [1, 2, 3])
    }
    let metric = try #require(MadeUp.result(episodes).metrics["velocity_rmse"])
    #expect(metric.n == 5 && metric.unmeasured == 4 && metric.episodes == 3)
    #expect(metric.reasons == ["too few frames": 4])
  }

  @Test func reasonsAndDetailsAreKept() throws {
    let rows = [
      MadeUp.row(.gravity, [nil], note: "truth shows no object in free flight"),
      MadeUp.row(.reprojection, [0.4], normalised: [nil], details: ["coverage": 0.25]),
    ]
    let result = MadeUp.result([MadeUp.episode("e-1", rows), MadeUp.episode("e-2", rows)])
    let gravity = try #require(result.metrics["gravity_error"])
    #expect(gravity.mean == nil && gravity.note == "truth shows no object in free flight")
    #expect(gravity.reasons == ["truth shows no object in free flight": 2] && gravity.episodes == 0)
    let score = try #require(result.metrics["reprojection_px"]?.score)
    #expect(score.lowMotion == 2 && score.reasons?.values.reduce(0, +) == 2)
    #expect(result.scenarios?["e-1"]?.metrics["reprojection_px"]?.details == ["coverage": 0.25])
    #expect(result.metrics["gravity_error"]?.references?["truth"]?.mean == 0)
  }

  @Test func fewObjectsGiveNoShareOfEarlyMoves() throws {
    func result(_ count: Int) -> SuiteResult {
      MadeUp.result(
        (0..<count).map { i in
          MadeUp.episode(
            "e-\(i)",
            [
              MadeUp.row(.contacts, [0.5], details: ["resting": 2, "early": i == 0 ? 1 : 0]),
              MadeUp.row(.objectFinal, [0.1], details: ["moved": 1]),
            ])
        })
    }
    let few = try #require(result(9).earlyShare)
    #expect(few.share == nil && few.n == 18 && few.reason?.contains("20 are needed") == true)
    let many = try #require(result(20).earlyShare)
    #expect(many.n == 40 && many.share == 1.0 / 40)
    #expect(result(9).metrics["object_final_m"]?.note?.contains("fewer than 20") == true)
    #expect(result(20).metrics["object_final_m"]?.note == nil)
  }

  @Test func scoresOfEnsemblesAreNormalisedToo() throws {
    let episodes = (0..<4).map { i in
      var one = MadeUp.episode("e-\(i)", [MadeUp.row(.psnr, [30])])
      one.extras = [.init(metric: .crps, value: 0.02, normalised: MadeUp.score(i == 0 ? nil : 0.5))]
      return one
    }
    let result = MadeUp.result(episodes)
    let score = try #require(result.metrics["crps"]?.score)
    #expect(score.mean == 0.5 && score.n == 3 && score.lowMotion == 1)
    #expect(result.scenarios?["e-1"]?.metrics["crps"]?.score == 0.5)
  }

  @Test func failedGatesAreCountedAmongEpisodesWithObjects() {
    let episodes = [true, false, false, nil].enumerated().map { i, gate in
      MadeUp.episode("e-\(i)", [MadeUp.row(.psnr, [30])], gate: gate)
    }
    #expect(MadeUp.result(episodes).readout?.episodes == 3 && MadeUp.result(episodes).readout?.failed == 2)
    #expect(MadeUp.result([episodes[3]]).readout == nil)
  }

  /// What an older program stored has neither details, nor reasons, nor a rate.
  @Test func olderEpisodesAreStillRead() throws {
    let text = """
      {"scenario":"fall-3","seeds":[1],"setting":{"scenario_sha256":"s","data_sha256":"d","cameras":["front"],
      "model":{"path":"m","sha256":"h"},"context":5,"horizon":44,"seeds":[1],"steps":4},
      "rows":[{"metric":"velocity_rmse","values":[null],"note":"no"},{"metric":"reprojection_px","values":[0.2],
      "normalised":[{"value":0.8,"error":0.2,"e_copy":1,"e_var":0}]}],
      "extras":[{"metric":"crps","note":"1 samples"}],"summary":{},
      "curves":{"psnr":{"prediction":[1],"copyLast":[1]}},"seconds":{"record":0,"predict":0,"score":0,"total":0}}
      """
    let episode = try StableJSON.value(text, as: EpisodeScores.self, at: "a test")
    let result = MadeUp.result([episode])
    #expect(episode.template == "fall")
    #expect(result.metrics["velocity_rmse"]?.reasons == ["no": 1])
    #expect(result.metrics["crps"]?.reasons == ["1 samples": 1])
    #expect(result.readout == nil && result.earlyShare == nil)
  }

  @Test func theResultFollowsItsSchema() throws {
    let rows = [
      MadeUp.row(.gravity, [nil], note: "no flight"),
      MadeUp.row(.reprojection, [0.4], normalised: [0.6], details: ["coverage": 0.25], reference: 1),
      MadeUp.row(.contacts, [0.5], details: ["resting": 2, "early": 1]),
    ]
    let episodes = (0..<3).map { MadeUp.episode("e-\($0)", rows, gate: $0 > 0) }
    let repository = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let schema = try JSONSchema(file: repository.appendingPathComponent("docs/evaluation.schema.json"))
    let result = MadeUp.result(episodes, splits: ["here": episodes])
    #expect(try schema.problems(Data(StableJSON.text(result).utf8)) == [])
  }
}
