import Episodes

/// Reads objects' places in space out of frames as they come, real or predicted: the same readout as the scores'.
///
/// It knows the objects' colours and first places from context frames whose masks are given, the cameras as they stand
/// in the last of these, and nothing else; so in the simulator and in a model it sees by the same means.
public struct ObjectTracker: Sendable {
  public let objects: [String]
  /// Nil for a view without masks or camera.
  private let readouts: [ViewReadout?]
  private let cameras: [PinholeCamera?]
  /// views × objects with an appearance, px.
  private var priors: [[SIMD2<Double>]]

  /// - Parameters:
  ///   - episode: with segmentation and cameras; views without them see nothing.
  ///   - context: how many of its first frames are known.
  public init(_ episode: Episode, context: Int) throws {
    let frames = episode.frames
    let views = try episode.views.map { view in
      let clip = try Clip(frames: frames, height: view.height, width: view.width, bytes: view.rgb)
      return Truth.View(
        camera: view.camera, clip: clip, segmentation: view.segmentation, intrinsics: view.intrinsics,
        extrinsics: view.extrinsics)
    }
    let truth = Truth(
      views: views, objects: episode.objects, rate: episode.rate, segmentNames: episode.segmentNames, context: context)
    objects = episode.objects.map(\.name)
    readouts = zip(views, TruthMasks.all(truth)).map { view, masks in
      masks.map { ViewReadout(view, masks: $0, context: context) }
    }
    cameras = views.map { $0.camera(at: context - 1) }
    priors = readouts.map { $0?.start ?? [] }
  }

  /// frames × objects, metres; nil where fewer than two views show the object.
  ///
  /// - Parameter clips: the next frames, one clip a view.
  public mutating func follow(_ clips: [Clip]) -> [[SIMD3<Double>?]] {
    precondition(clips.count == readouts.count, "\(clips.count) clips of \(readouts.count) views")
    var found: [(camera: PinholeCamera, sightings: [[Sighting?]])] = []
    for v in clips.indices {
      guard let readout = readouts[v], let camera = cameras[v] else { continue }
      found.append((camera, readout.read(clips[v], from: &priors[v])))
    }
    return (0..<(clips.first?.frames ?? 0)).map { t in
      objects.indices.map { o in
        let rays = found.compactMap { view in
          view.sightings[o][t].map { Triangulation.Ray(camera: view.camera, pixel: $0.centroid) }
        }
        return Triangulation.point(rays)
      }
    }
  }
}
