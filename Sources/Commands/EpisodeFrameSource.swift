import Diagnostics
import Episodes
import Foundation
import Media
import Scenarios
import Viewer

/// A recorded episode as the window shows it; pictures are read a frame at a time.
final class EpisodeFrameSource: FrameSource, ChannelSource {
  let title: String
  let cameras: [String]
  let frameCount: Int
  let rate: Double
  let facts: [Fact]
  private let dataset: EpisodeDataset
  private let number: Int
  /// Everything but pictures.
  private let episode: Episode
  /// One a camera; nil where it is not calibrated.
  private let lenses: [RunView.Lens?]
  private var last: (frame: Int, views: [Episode.View])?
  private let channels = ChannelPictures()

  /// - Throws: `UserError` where the data set has no such episode, or it does not fit together.
  init(_ dataset: EpisodeDataset, _ number: Int) throws {
    let (file, index) = try dataset.place(number)
    (self.dataset, self.number) = (dataset, number)
    cameras = try file.cameras(of: index)
    episode = try dataset.episode(number, EpisodeSelection(cameras: [], geometry: false))
    lenses = try file.placements(of: index, cameras: cameras).map { placement in
      placement.map { lens, poses in
        RunView.Lens(intrinsics: [lens.fx, lens.fy, lens.cx, lens.cy], poses: poses.map(\.worldToCamera))
      }
    }
    frameCount = episode.frames
    rate = episode.rate > 0 ? episode.rate : 10
    let name = URL(fileURLWithPath: dataset.path).deletingPathExtension().lastPathComponent
    title = "\(name) \(number)"
    let header = dataset.header
    facts = [
      Fact("episode", "\(number) (0–\(dataset.count - 1))"), Fact("policy", episode.policy),
      Fact("seed", "\(episode.seed)"),
      Fact("robot", header?.contract.robot ?? "not said"), Fact("rate", "\(rate) Hz"),
      Fact("world", header?.world ?? ""),
    ].filter { !$0.value.isEmpty }
  }

  func truth(camera: Int, frame: Int) throws -> Image? {
    let views = try views(frame)
    // A recording of joints alone has no camera.
    guard views.indices.contains(camera) else { return nil }
    let view = views[camera]
    return Image(width: view.width, height: view.height, pixels: view.rgb)
  }

  var actions: [Series] {
    let contract = dataset.header?.contract
    return columns(episode.actions) { d in
      let dimension = contract?.dimensions.indices.contains(d) == true ? contract?.dimensions[d] : nil
      return (dimension?.name ?? "action \(d)", dimension?.unit ?? "")
    }
  }

  /// Energies, contacts and states: there is nothing to score.
  func curves(sample: Int) -> [Series] {
    let energy = columns(episode.energy.map { $0.map { Float($0) } }) { (["kinetic", "potential"][min($0, 1)], "J") }
    return energy + contacts + RunView.stateLines(episode, dataset.header?.contract).map(Series.init)
  }

  /// The force of all contacts of an object, newtons.
  private var contacts: [Series] {
    episode.objects.compactMap { object in
      var forces = [Float](repeating: 0, count: frameCount)
      for contact in episode.contacts where contact.first == object.name || contact.second == object.name {
        forces[contact.frame] += Float(contact.force)
      }
      return forces.contains { $0 > 0 } ? Series(name: "\(object.name) touched", unit: "N", values: forces) : nil
    }
  }

  func contacts(camera: Int, frame: Int) -> [ContactMark] {
    episode.touches(at: frame).compactMap { touch in
      placement(camera: camera, frame: frame)?.pixel(SIMD3<Float>(touch.place)).map {
        ContactMark(place: $0, force: Float(touch.force))
      }
    }
  }

  var spacePaths: [SpacePath] {
    let objects = episode.objects.map { SpacePath(object: $0.name, points: $0.poses.map(Self.place)) }
    guard episode.tool.count == frameCount else { return objects }
    return objects + [SpacePath(object: RunView.toolName, points: episode.tool.map(Self.place))]
  }

  private static func place(_ row: [Double]) -> SIMD3<Float>? { SIMD3(Float(row[0]), Float(row[1]), Float(row[2])) }

  var paths: [ObjectPath] {
    cameras.indices.flatMap { camera in
      spacePaths.map { path in
        let points = path.points.enumerated().map { t, point in
          point.flatMap { placement(camera: camera, frame: t)?.pixel($0) }
        }
        return ObjectPath(object: path.object, camera: camera, points: points)
      }
    }
  }

  func placement(camera: Int, frame: Int) -> SpaceCamera? {
    guard lenses.indices.contains(camera), let lens = lenses[camera], lens.poses.indices.contains(frame) else {
      return nil
    }
    return SpaceCamera(lens, frame: frame)
  }

  private func geometry(_ frame: Int) throws -> [Episode.View] {
    let selection = EpisodeSelection(frames: frame..<(frame + 1), cameras: cameras, geometry: true, truth: false)
    return try dataset.episode(number, selection).views
  }

  private(set) lazy var hasChannels =
    ((try? geometry(0)) ?? []).contains { $0.depth != nil || $0.segmentation != nil }

  func depth(camera: Int, frame: Int) throws -> Image? { channels.depth(try geometry(frame)[camera], camera: camera) }

  var segmentNames: [String] { episode.segmentNames }

  func segmentMap(camera: Int, frame: Int) throws -> SegmentMap? { channels.segmentMap(try geometry(frame)[camera]) }

  func depthRange(camera: Int) -> ClosedRange<Float>? { channels.depthRange(camera: camera) }

  func cloud(frame: Int) throws -> [CloudPoint] {
    let views = try geometry(frame)
    return cameras.indices.flatMap { camera -> [CloudPoint] in
      placement(camera: camera, frame: frame).map { RunClouds.points(views[camera], $0) } ?? []
    }
  }

  private func views(_ frame: Int) throws -> [Episode.View] {
    if let last, last.frame == frame { return last.views }
    let selection = EpisodeSelection(frames: frame..<(frame + 1), cameras: cameras, geometry: false, truth: false)
    let views = try dataset.episode(number, selection).views
    last = (frame, views)
    return views
  }

  private func columns(_ rows: [[Float]], _ name: (Int) -> (String, String)) -> [Series] {
    (0..<(rows.first?.count ?? 0)).map { d in
      let (name, unit) = name(d)
      return Series(name: name, unit: unit, values: rows.map { $0[d] })
    }
  }
}
