import Foundation

/// A unit quaternion, w x y z.
struct Rotation: Equatable, Sendable {
  let w, x, y, z: Double

  static let none = Rotation([1, 0, 0, 0])

  init(_ wxyz: [Double]) {
    precondition(wxyz.count == 4, "a quaternion of \(wxyz.count) numbers")
    (w, x, y, z) = (wxyz[0], wxyz[1], wxyz[2], wxyz[3])
  }

  /// About the vertical.
  static func turn(degrees: Double) -> Rotation {
    let half = degrees * .pi / 360
    return Rotation([cos(half), 0, 0, sin(half)])
  }

  /// About the y axis: positive lowers what lies along +x.
  static func tilt(degrees: Double) -> Rotation {
    let half = degrees * .pi / 360
    return Rotation([cos(half), 0, sin(half), 0])
  }

  var wxyz: [Double] { [w, x, y, z] }
  var inverse: Rotation { Rotation([w, -x, -y, -z]) }

  /// First `b`, then `a`.
  static func * (a: Rotation, b: Rotation) -> Rotation {
    Rotation([
      a.w * b.w - a.x * b.x - a.y * b.y - a.z * b.z, a.w * b.x + a.x * b.w + a.y * b.z - a.z * b.y,
      a.w * b.y - a.x * b.z + a.y * b.w + a.z * b.x, a.w * b.z + a.x * b.y - a.y * b.x + a.z * b.w,
    ])
  }

  /// The vector turned.
  static func * (a: Rotation, v: SIMD3<Double>) -> SIMD3<Double> {
    let turned = a * Rotation([0, v.x, v.y, v.z]) * a.inverse
    return SIMD3(turned.x, turned.y, turned.z)
  }
}
