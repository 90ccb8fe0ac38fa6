import Diagnostics
import Episodes
import Foundation
import Media
import Scenarios
import Viewer

/// What the cameras of a run's truth saw, as points in space; read from the run's record a frame at a time.
final class RunClouds {
  private let record: URL
  private let cameras: [String]
  private var file: EpisodeFile?
  private var last: (frame: Int, points: [CloudPoint])?
  private var views: (frame: Int, views: [Episode.View])?
  private let channels = ChannelPictures()

  /// Every so many pixels each way become a point.
  private static let stride = 2
  /// Metres: what is further away is background.
  private static let reach: Float = 2.5

  init(record: URL, cameras: [String]) { (self.record, self.cameras) = (record, cameras) }

  /// - Throws: `UserError` where the record is gone.
  func points(frame: Int, cameras placed: [SpaceCamera]) throws -> [CloudPoint] {
    if let last, last.frame == frame { return last.points }
    let points = zip(try views(frame), placed).flatMap { Self.points($0, $1) }
    last = (frame, points)
    return points
  }

  /// Whether the record is still kept.
  var isThere: Bool { FileManager.default.fileExists(atPath: record.path) }

  func depth(camera: Int, frame: Int) throws -> Image? { channels.depth(try views(frame)[camera], camera: camera) }

  func depthRange(camera: Int) -> ClosedRange<Float>? { channels.depthRange(camera: camera) }

  func segmentMap(camera: Int, frame: Int) throws -> SegmentMap? { channels.segmentMap(try views(frame)[camera]) }

  /// Names of the segments, once something of the record was read.
  private(set) var segmentNames: [String] = []

  private func views(_ frame: Int) throws -> [Episode.View] {
    if let views, views.frame == frame { return views.views }
    let file = try file ?? open()
    self.file = file
    let selection = EpisodeSelection(frames: frame..<(frame + 1), cameras: cameras, geometry: true, truth: false)
    let episode = try file.episode(0, selection)
    let found = episode.views
    (views, segmentNames) = ((frame, found), episode.segmentNames)
    return found
  }

  private func open() throws -> EpisodeFile {
    guard isThere else {
      throw UserError("the truth's depth is no longer kept", at: record.path, fix: "Run the scenario again to see it")
    }
    return try EpisodeFile(path: record.path)
  }

  static func points(_ view: Episode.View, _ camera: SpaceCamera) -> [CloudPoint] {
    guard let depth = view.depth else { return [] }
    var points: [CloudPoint] = []
    for y in Swift.stride(from: 0, to: view.height, by: stride) {
      for x in Swift.stride(from: 0, to: view.width, by: stride) {
        let p = y * view.width + x
        guard depth[p] > 0, depth[p] < reach else { continue }
        let place = camera.point(SIMD2(Float(x) + 0.5, Float(y) + 0.5), depth: depth[p])
        points.append(CloudPoint(place, Color(view.rgb[3 * p], view.rgb[3 * p + 1], view.rgb[3 * p + 2])))
      }
    }
    return points
  }
}

extension SpaceCamera {
  init(_ lens: RunView.Lens, frame: Int) {
    let pose = lens.pose(frame).map { Float($0) }
    let k = lens.intrinsics.map { Float($0) }
    let rows = (0..<3).map { SIMD4(pose[4 * $0], pose[4 * $0 + 1], pose[4 * $0 + 2], pose[4 * $0 + 3]) }
    self.init(fx: k[0], fy: k[1], cx: k[2], cy: k[3], rows: rows)
  }
}
