/// The nearest place from which all points are seen.
struct SpaceFit: Equatable {
  /// What is turned about, and how far from it the eye is.
  var target: SIMD3<Float>
  var distance: Float

  /// What of the picture the points may fill each way.
  static let share: Float = 0.88

  /// A view of a table top, where there is nothing to fit.
  static let none = SpaceFit(target: SIMD3(0.2, 0, 0.05), distance: 1.6)

  /// Each side of the picture is a plane through the eye, and all points must lie within it. For the eye (x, y, z) and a
  /// point (a, b, c) along right, up and forward, and half a picture k wide at distance 1: |a − x| ≤ k (c − z). The four
  /// planes give the largest z, and the middle of what that leaves for x and y.
  ///
  /// - Parameters:
  ///   - aspect: the picture's width by its height.
  ///   - orbit: the way it is looked at; how near and where to do not matter.
  init(_ points: [SIMD3<Float>], aspect: Float, _ orbit: Orbit) {
    let seen = points.filter { $0.x.isFinite && $0.y.isFinite && $0.z.isFinite }.map { point in
      SIMD3((point * orbit.right).sum(), (point * orbit.up).sum(), (point * orbit.forward).sum())
    }
    guard let first = seen.first else {
      self = .none
      return
    }
    let k = SIMD2(0.5 * aspect, 0.5) * Self.share
    var (high, low) = (SIMD2<Float>(repeating: -.infinity), SIMD2<Float>(repeating: -.infinity))
    var (near, far) = (first.z, first.z)
    for p in seen {
      let place = SIMD2(p.x, p.y)
      high = pointwiseMax(high, place - k * p.z)
      low = pointwiseMax(low, -place - k * p.z)
      (near, far) = (min(near, p.z), max(far, p.z))
    }
    let reach = -(high + low) / (2 * k)
    // Not nearer than where things would be cut off by the eye itself.
    let z = min(reach.x, reach.y, near - 0.05)
    let middle = (high - low) / 2
    distance = max((near + far) / 2 - z, 0.1)
    target = orbit.right * middle.x + orbit.up * middle.y + orbit.forward * (z + distance)
  }

  init(target: SIMD3<Float>, distance: Float) { (self.target, self.distance) = (target, distance) }
}
