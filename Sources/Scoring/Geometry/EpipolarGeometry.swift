/// Where a point seen by one camera must lie in the picture of another: on the line F x.
///
/// F = K′⁻ᵀ [t]ₓ R K⁻¹ from the true poses and lenses, in pixels. R. Hartley, A. Zisserman, Multiple View Geometry, § 9.2.
struct EpipolarGeometry {
  /// Row-major 3×3, of length 1.
  let f: [Double]

  /// Nil where both cameras stand in the same place: then every pixel is possible everywhere.
  init?(from source: PinholeCamera, to target: PinholeCamera) {
    let a = [source.rows.0, source.rows.1, source.rows.2]
    let b = [target.rows.0, target.rows.1, target.rows.2]
    // R = R′Rᵀ, t = t′ − R t
    var turn = [Double](repeating: 0, count: 9)
    for i in 0..<3 {
      for j in 0..<3 { turn[3 * i + j] = b[i].x * a[j].x + b[i].y * a[j].y + b[i].z * a[j].z }
    }
    let t = (0..<3).map { (i: Int) -> Double in
      let turned: Double = turn[3 * i] * a[0].w + turn[3 * i + 1] * a[1].w + turn[3 * i + 2] * a[2].w
      return b[i].w - turned
    }
    guard t.reduce(0, { $0 + $1 * $1 }) > 1e-16 else { return nil }
    let cross = [0, -t[2], t[1], t[2], 0, -t[0], -t[1], t[0], 0]
    let essential = Self.product(cross, turn)
    let k = [
      1 / source.lens.fx, 0, -source.lens.cx / source.lens.fx, 0, 1 / source.lens.fy, -source.lens.cy / source.lens.fy,
      0, 0, 1,
    ]
    let kt = [
      1 / target.lens.fx, 0, 0, 0, 1 / target.lens.fy, 0, -target.lens.cx / target.lens.fx,
      -target.lens.cy / target.lens.fy, 1,
    ]
    let raw = Self.product(kt, Self.product(essential, k))
    let length = raw.reduce(0) { $0 + $1 * $1 }.squareRoot()
    f = raw.map { $0 / length }
  }

  init(f: [Double]) {
    precondition(f.count == 9, "\(f.count) entries are no 3×3 matrix")
    self.f = f
  }

  /// Sampson's approximation to the squared distance of a pair of pixels from fitting, px².
  func sampson(_ x: SIMD2<Double>, _ y: SIMD2<Double>) -> Double {
    let line = (0..<3).map { f[3 * $0] * x.x + f[3 * $0 + 1] * x.y + f[3 * $0 + 2] }
    let back = (0..<3).map { f[$0] * y.x + f[3 + $0] * y.y + f[6 + $0] }
    let product = y.x * line[0] + y.y * line[1] + line[2]
    let scale = line[0] * line[0] + line[1] * line[1] + back[0] * back[0] + back[1] * back[1]
    return scale > 0 ? product * product / scale : 0
  }

  private static func product(_ a: [Double], _ b: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: 9)
    for i in 0..<3 {
      for j in 0..<3 {
        for k in 0..<3 { result[3 * i + j] += a[3 * i + k] * b[3 * k + j] }
      }
    }
    return result
  }
}
