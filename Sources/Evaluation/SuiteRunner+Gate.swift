import Diagnostics
import Foundation
import RunStore
import Scoring

extension SuiteRunner {
  /// The result with the verdict against an earlier evaluation; its file and its page are written anew.
  public func judge(_ result: SuiteResult, of suite: Suite, against earlier: ScoreSet) throws -> SuiteResult {
    var result = result
    result.gate = try RegressionGate(ScoreSet(result.run, in: store), against: earlier)
    let kept = try store.episodes(of: result.run)
    let episodes = try suite.scenarios.compactMap { scenario in
      try kept[scenario.name].map { try StableJSON.value($0, as: EpisodeScores.self, at: store.root.path) }
    }
    let strips = store.suites.appendingPathComponent(result.run)
    let report = SuiteReport(
      suite: suite, result: result, episodes: episodes, strips: strips, board: try Leaderboard(result, in: store),
      earlier: try EarlierSelfTest(in: store))
    try AtomicFile.write(Data(report.html.utf8), to: result.files.report)
    try AtomicFile.write(StableJSON.data(result, pretty: true), to: result.files.result)
    return result
  }
}
