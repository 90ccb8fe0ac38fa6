import Diagnostics
import Episodes
import Foundation

extension EpisodeDataset {
  /// What one of several data sets has of a limit on their episodes; none where there is no limit.
  static func share(of limit: Int, set number: Int, among sets: Int) -> Int {
    limit == .max ? limit : limit * (number + 1) / sets - limit * number / sets
  }

  /// An episode's colours and actions, as far as a model may be trained on them.
  ///
  /// - Throws: `UserError` for seeds that are kept for outside checks, sides that the compressor cannot halve often
  ///   enough, views of several sizes, and actions that are no numbers.
  func trainingEpisode(_ index: Int, cameras: [String]) throws -> Episode {
    let selection = EpisodeSelection(cameras: cameras, geometry: false)
    let episode = try episode(index, selection)
    guard episode.seed < 800_000 else {
      throw UserError(
        "episode \(index) has the seed \(episode.seed)", at: path, fix: "Seeds from 800000 are for checks by others")
    }
    guard let first = episode.views.first else { throw UserError("needs a camera", at: "cameras") }
    for view in episode.views {
      guard view.height % 16 == 0, view.width % 16 == 0 else {
        throw UserError(
          "episode \(index) has frames of \(view.width)×\(view.height)", at: path,
          fix: "Record them with sides that are multiples of 16")
      }
      guard (view.height, view.width) == (first.height, first.width) else {
        throw UserError(
          "the cameras of episode \(index) have several sizes", at: path,
          fix: "Cameras that are predicted together share a size: import them with --size")
      }
    }
    guard episode.actions.allSatisfy({ $0.allSatisfy(\.isFinite) }) else {
      throw UserError("episode \(index) has an action that is NaN or infinite", at: path)
    }
    return episode
  }

  /// Whether a camera moves in the first episode, as it then may in any.
  func movesCameras(_ cameras: [String]) throws -> Bool {
    guard count > 0 else { return false }
    return try episode(0, EpisodeSelection(cameras: cameras, geometry: false, truth: false)).views
      .contains { $0.extrinsics?.move ?? false }
  }
}
