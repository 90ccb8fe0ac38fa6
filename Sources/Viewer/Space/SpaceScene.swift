/// What of a source is in space, which the view is fitted to when it is first shown.
struct SpaceScene {
  let points: [SIMD3<Float>]
  /// Metres from a camera to the picture that is drawn before it.
  let frustumDepth: Float

  /// Cameras that move are looked up at this many moments at most.
  private static let moments = 60

  /// Nothing.
  init() { (points, frustumDepth) = ([], 0) }

  /// - Parameter frame: whose cloud is fitted to, where there is one.
  init(_ source: any FrameSource, frame: Int, paths: [SpacePath]) {
    let step = max(1, source.frameCount / Self.moments)
    let cameras = source.cameras.indices.flatMap { camera in
      (Array(stride(from: 0, to: source.frameCount, by: step)) + [frame]).compactMap {
        source.placement(camera: camera, frame: $0)
      }
    }
    // What went wrong with the cloud is said where it would be drawn.
    let cloud = Self.core(((try? source.cloud(frame: frame)) ?? []).map(\.place))
    // Predicted paths may lead anywhere.
    let ways = paths.filter { $0.sample == nil }.flatMap { $0.points.compactMap { $0 } }
    let things = cloud + cameras.map(\.centre) + ways
    let depth = max(0.12, 0.06 * Self.diagonal(things))
    frustumDepth = depth
    points = things + cameras.flatMap { $0.corners(depth: depth) }
  }

  /// A cloud without what is far out along any axis, one point in twenty at either end: the horizon would leave the
  /// rest no room.
  static func core(_ cloud: [SIMD3<Float>]) -> [SIMD3<Float>] {
    guard cloud.count >= 100 else { return cloud }
    let (low, high) = (0..<3).reduce(into: (SIMD3<Float>(), SIMD3<Float>())) { bounds, axis in
      let sorted = cloud.map { $0[axis] }.sorted()
      bounds.0[axis] = sorted[sorted.count / 20]
      bounds.1[axis] = sorted[sorted.count - 1 - sorted.count / 20]
    }
    return cloud.filter { place in (0..<3).allSatisfy { (low[$0]...high[$0]).contains(place[$0]) } }
  }

  private static func diagonal(_ points: [SIMD3<Float>]) -> Float {
    guard let first = points.first else { return 0 }
    let (low, high) = points.reduce((first, first)) { (pointwiseMin($0.0, $1), pointwiseMax($0.1, $1)) }
    let size = high - low
    return (size * size).sum().squareRoot()
  }
}

extension SpaceCamera {
  /// The corners of its picture at a distance, from the top left one round.
  func corners(depth: Float) -> [SIMD3<Float>] {
    // A picture's principal point is its middle: that tells its size without opening it.
    [Point(0, 0), Point(2 * cx, 0), Point(2 * cx, 2 * cy), Point(0, 2 * cy)].map { point($0, depth: depth) }
  }
}
