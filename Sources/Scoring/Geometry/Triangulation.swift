/// A point in space from its pixels in two or more views.
///
/// The direct linear transform: each view gives the rows x·P₃ − P₁ and y·P₃ − P₂ of A, in normalised image
/// coordinates, and the homogeneous point is the eigenvector of AᵀA with the least eigenvalue. R. Hartley,
/// A. Zisserman, Multiple View Geometry, § 12.2. It minimises an algebraic error, exact for consistent pixels.
enum Triangulation {
  /// One view's sighting of the point.
  struct Ray {
    let camera: PinholeCamera
    let pixel: SIMD2<Double>
  }

  /// Nil with fewer than two views, or where the rays meet at infinity.
  static func point(_ rays: [Ray]) -> SIMD3<Double>? {
    guard rays.count >= 2 else { return nil }
    var normal = [Double](repeating: 0, count: 16)
    for ray in rays {
      let n = ray.camera.normalised(ray.pixel)
      let rows = ray.camera.rows
      accumulate(n.x * rows.2 - rows.0, into: &normal)
      accumulate(n.y * rows.2 - rows.1, into: &normal)
    }
    let h = SymmetricEigen(normal, size: 4).vectors[0]
    guard abs(h[3]) > 1e-9 else { return nil }
    return SIMD3(h[0], h[1], h[2]) / h[3]
  }

  /// Root mean square over the views of the distance in px between the pixel and the point's projection.
  static func residual(_ point: SIMD3<Double>, _ rays: [Ray]) -> Double {
    let sum = rays.reduce(0.0) { total, ray in
      let d = ray.camera.project(point) - ray.pixel
      return total + (d * d).sum()
    }
    return (sum / Double(rays.count)).squareRoot()
  }

  private static func accumulate(_ row: SIMD4<Double>, into normal: inout [Double]) {
    for i in 0..<4 { for j in 0..<4 { normal[4 * i + j] += row[i] * row[j] } }
  }
}

extension SIMD3<Double> {
  var length: Double { (self * self).sum().squareRoot() }
}

extension SIMD2<Double> {
  var length: Double { (self * self).sum().squareRoot() }
}
