import Episodes
import Foundation
import Scoring

@testable import Scenarios

let repository = URL(fileURLWithPath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

/// A predictor of a test: any cameras, any size, any actions.
protocol StandIn: VideoPredictor {}

extension StandIn {
  var path: String { "stand-in" }
  var hash: String { "stand-in" }
  var contract: ActionContract? { nil }
  var hasCompressor: Bool { false }
  var chunk: Int { 4 }

  func check(cameras: [String], height: Int, width: Int) {}
  func roundTrip(_ clip: Clip) -> Clip? { nil }
  func surprise(_ videos: WatchedVideos) throws -> [Double] { videos.clips.map { _ in 0 } }
}
