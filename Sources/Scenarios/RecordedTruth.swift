import Diagnostics
import Episodes
import Foundation

/// Truth that is an episode of a recorded data set.
struct RecordedTruth {
  let scenario: Scenario
  let dataset: URL
  let episode: Int
  let start: Int

  func read() throws -> TruthSet {
    let data = try EpisodeDataset(path: dataset.path)
    let frames = try data.summary(episode).frames
    guard start <= frames, start + scenario.frames <= frames else {
      throw UserError(
        "episode \(episode) has \(frames) frames; context, horizon and start need \(start + scenario.frames)",
        at: dataset.path, fix: "Shorten the horizon, or start earlier")
    }
    let selection = EpisodeSelection(frames: start..<start + scenario.frames, cameras: scenario.cameras)
    var main = try data.episode(episode, selection)
    guard main.views.allSatisfy({ $0.width == scenario.size && $0.height == scenario.size }) else {
      throw UserError("the recording is not \(scenario.size)×\(scenario.size)", at: dataset.path, fix: "Set `size`")
    }
    if case .recorded = scenario.actions {
    } else {
      main.actions = try ActionTable(scenario.actions, dimensions: main.actions.first?.count ?? 0).rows
    }
    var set = TruthSet(main: main)
    set.contract = data.header?.contract
    return set
  }

  static func hash(of episode: Episode) throws -> String {
    var hash = SHA256()
    for view in episode.views { hash.update(view.rgb) }
    for row in episode.actions {
      hash.update(row.flatMap { withUnsafeBytes(of: $0.bitPattern.littleEndian, Array.init) })
    }
    return hash.finish()
  }
}
