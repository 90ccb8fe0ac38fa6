import Media

/// A camera in space: OpenCV's convention, x right, y down, z forward.
public struct SpaceCamera: Equatable, Sendable {
  /// Focal lengths and principal point, pixels; pixel centres lie at integer + 0.5.
  public var fx, fy, cx, cy: Float
  /// The first three rows of world to camera, metres.
  public var rows: [SIMD4<Float>]

  public init(fx: Float, fy: Float, cx: Float, cy: Float, rows: [SIMD4<Float>]) {
    precondition(rows.count == 3, "a pose of \(rows.count) rows")
    (self.fx, self.fy, self.cx, self.cy, self.rows) = (fx, fy, cx, cy, rows)
  }

  /// The pixel that shows a point; nil behind the camera.
  public func pixel(_ point: SIMD3<Float>) -> SIMD2<Float>? {
    let p = rows.map { ($0 * SIMD4(point, 1)).sum() }
    guard p[2] > 1e-4 else { return nil }
    return SIMD2(fx * p[0] / p[2] + cx, fy * p[1] / p[2] + cy)
  }

  /// The point seen at a pixel, `depth` metres along the optical axis.
  public func point(_ pixel: SIMD2<Float>, depth: Float) -> SIMD3<Float> {
    let p = SIMD3((pixel.x - cx) / fx * depth, (pixel.y - cy) / fy * depth, depth)
    let q = p - SIMD3(rows[0].w, rows[1].w, rows[2].w)
    // The inverse of a rotation is its transpose.
    let columns = (0..<3).map { axis in SIMD3(rows[0][axis], rows[1][axis], rows[2][axis]) }
    return SIMD3((columns[0] * q).sum(), (columns[1] * q).sum(), (columns[2] * q).sum())
  }

  public var centre: SIMD3<Float> { point(SIMD2(cx, cy), depth: 0) }
}

/// Where one object is in space, frame by frame.
public struct SpacePath: Sendable {
  public var object: String
  /// The sample it was triangulated from; nil for the truth.
  public var sample: Int?
  /// Metres; nil where it is not known.
  public var points: [SIMD3<Float>?]

  public init(object: String, sample: Int? = nil, points: [SIMD3<Float>?]) {
    (self.object, self.sample, self.points) = (object, sample, points)
  }
}

/// A point that a camera saw.
public struct CloudPoint: Sendable {
  public var place: SIMD3<Float>
  public var color: Color

  public init(_ place: SIMD3<Float>, _ color: Color) { (self.place, self.color) = (place, color) }
}
