import Episodes

/// What the readout found in one set of frames: objects in each view, and in space where two views or more show them.
public struct Reading: Sendable {
  /// A triangulated centroid.
  public struct Fix: Sendable {
    /// World coordinates, metres.
    public let point: SIMD3<Double>
    /// Root mean square distance in px between the centroids and the point's projections.
    public let residual: Double
  }

  /// views × objects; a view without segmentation or intrinsics has no tracks.
  public let tracks: [[ObjectTrack]]

  /// An object in view v at frame t of the frames that were read.
  public func sighting(view v: Int, object o: Int, frame t: Int) -> Sighting? {
    v < tracks.count && o < tracks[v].count ? tracks[v][o].sightings[t] : nil
  }

  init(_ clips: [Clip], readouts: [ViewReadout?], names: [String]) {
    tracks = parallelMap(clips.count) { v in
      guard let readout = readouts[v] else { return [] }
      return zip(names, readout.read(clips[v])).map {
        ObjectTrack(camera: readout.camera, object: $0, sightings: $1)
      }
    }
  }

  /// Where the centroids of the given views meet; nil where fewer than two of them show the object.
  func fix(object o: Int, frame t: Int, cameras: [Int: PinholeCamera]) -> Fix? {
    let rays = cameras.keys.sorted().compactMap { v -> Triangulation.Ray? in
      guard let camera = cameras[v], let seen = sighting(view: v, object: o, frame: t) else { return nil }
      return Triangulation.Ray(camera: camera, pixel: seen.centroid)
    }
    guard let point = Triangulation.point(rays) else { return nil }
    return Fix(point: point, residual: Triangulation.residual(point, rays))
  }
}
