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
    let data = try RecordedEpisodes(dataset, cameras: scenario.cameras, shape: scenario.shape)
    let frames = try data.frames(of: episode)
    guard start <= frames, start + scenario.frames <= frames else {
      throw UserError(
        "episode \(episode) has \(frames) frames; context, horizon and start need \(start + scenario.frames)",
        at: dataset.path, fix: "Shorten the horizon, or start earlier")
    }
    var main = try data.episode(episode, start..<start + scenario.frames, cameras: scenario.cameras)
    guard main.rate > 0 else {
      throw UserError(
        "does not say how many frames it has a second", at: dataset.path, fix: "Make a data set of it: orrery import")
    }
    let shapes = main.views.map { FrameShape(width: $0.width, height: $0.height) }
    if let other = shapes.first(where: { $0 != scenario.shape }) {
      throw UserError(
        "the recording is \(other), the scenario \(scenario.shape)", at: dataset.path,
        fix: "Write `size: \(other.yaml)` in \(scenario.file.path)")
    }
    if case .recorded = scenario.actions {
    } else {
      // A table may go on for longer than the clip, as in a simulated world.
      let known = data.contract?.dimensions.map(\.name) ?? []
      let width = main.actions.first?.count ?? 0
      let names = known.count == width ? known : (0..<width).map { "action_\($0)" }
      let rows = try ActionTable(scenario.actions, names: names).rows
      main.actions = Array(rows.prefix(scenario.frames))
    }
    var set = TruthSet(main: main)
    if case .recorded = scenario.actions {
      set.borrowed = try BorrowedActions(data)
        .actions(of: main, context: scenario.context)
    }
    set.contract = data.contract
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
