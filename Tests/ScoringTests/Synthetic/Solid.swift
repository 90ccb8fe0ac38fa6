/// Something that the synthetic scene can show: a ball or an axis-aligned box of one colour.
struct Solid {
  enum Form {
    case ball(radius: Double)
    case box(half: SIMD3<Double>)
  }

  var form: Form
  var centre: SIMD3<Double>
  var colour: SIMD3<Double>
  /// Segmentation value; 0 for what stands still.
  var label: UInt8

  /// Distance along a ray and the outward normal there; nil where the ray misses.
  func hit(from origin: SIMD3<Double>, along ray: SIMD3<Double>) -> (distance: Double, normal: SIMD3<Double>)? {
    switch form {
    case .ball(let radius): ball(origin - centre, ray, radius)
    case .box(let half): box(origin - centre, ray, half)
    }
  }

  private func ball(_ o: SIMD3<Double>, _ ray: SIMD3<Double>, _ radius: Double) -> (Double, SIMD3<Double>)? {
    let a = (ray * ray).sum()
    let b = (o * ray).sum()
    let c = (o * o).sum() - radius * radius
    let root = b * b - a * c
    guard root > 0 else { return nil }
    let t = (-b - root.squareRoot()) / a
    return t > 0 ? (t, (o + t * ray) / radius) : nil
  }

  private func box(_ o: SIMD3<Double>, _ ray: SIMD3<Double>, _ half: SIMD3<Double>) -> (Double, SIMD3<Double>)? {
    var near = -Double.infinity
    var far = Double.infinity
    var normal = SIMD3<Double>.zero
    for i in 0..<3 {
      let a = (-half[i] - o[i]) / ray[i]
      let b = (half[i] - o[i]) / ray[i]
      if min(a, b) > near {
        near = min(a, b)
        normal = .zero
        normal[i] = ray[i] > 0 ? -1 : 1
      }
      far = min(far, max(a, b))
    }
    return near > 0 && near < far ? (near, normal) : nil
  }
}
