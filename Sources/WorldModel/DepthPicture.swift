import Diagnostics
import Episodes

/// A picture whose pixels' distances are known, and the camera that took it.
struct DepthPicture: Sendable {
  let width, height: Int
  let lens: Intrinsics
  /// The world's points behind the pixels, metres; pixels without depth have none.
  let points: [SIMD3<Float>]
  private let rgb: [UInt8]
  private let depth: [Float]
  private let camera: Projection

  /// How far behind what is seen a point may lie and still count as it, in shares of its distance.
  static let tolerance: Float = 0.02
  /// Metres at which a sky stands that has no end.
  private static let sky: Float = 1e4

  /// - Throws: `UserError` where the camera's lens, pose or depth at that frame is not known.
  init(_ view: Episode.View, frame: Int, at place: String) throws {
    let pixels = view.width * view.height
    let lacking = { (what: String) in
      UserError(
        "camera \(view.camera) has no \(what), and cameras move", at: place,
        fix: "Use a recording with depth and the cameras' poses (orrery record … --channels rgb,depth)")
    }
    guard let lens = view.intrinsics else { throw lacking("lens") }
    guard let poses = view.extrinsics, frame < poses.count, poses[frame].worldToCamera.allSatisfy(\.isFinite) else {
      throw lacking("pose at the last given frame")
    }
    guard let all = view.depth, all.count >= (frame + 1) * pixels else {
      throw lacking("depth at the last given frame")
    }
    (width, height, self.lens) = (view.width, view.height, lens)
    rgb = Array(view.rgb[frame * view.frameBytes..<(frame + 1) * view.frameBytes])
    // Sensors say 0 or NaN where they measured nothing.
    let depth = all[frame * pixels..<(frame + 1) * pixels].map { $0 == .infinity ? Self.sky : $0 > 0 ? $0 : 0 }
    let camera = Projection(lens, poses[frame])
    let wide = view.width
    points = (0..<pixels).filter { depth[$0] > 0 }.map {
      camera.unproject(Float($0 % wide) + 0.5, Float($0 / wide) + 0.5, depth: depth[$0])
    }
    (self.depth, self.camera) = (depth, camera)
  }

  /// The colour of a world point; nil where this picture does not show it.
  func colour(of point: SIMD3<Float>) -> SIMD3<Float>? {
    guard let p = camera.project(point), p.x >= 0, p.y >= 0, p.x <= Float(width), p.y <= Float(height) else {
      return nil
    }
    let nearest = depth[min(height - 1, Int(p.y)) * width + min(width - 1, Int(p.x))]
    guard abs(p.z - nearest) <= Self.tolerance * p.z else { return nil }
    return sample(p.x - 0.5, p.y - 0.5)
  }

  /// Between pixels by cubic convolution (R. Keys, IEEE TASSP 29, 1981, a = -1/2), which softens less than a straight line.
  private func sample(_ x: Float, _ y: Float) -> SIMD3<Float> {
    let (left, top) = (Int(x.rounded(.down)), Int(y.rounded(.down)))
    let (across, down) = (Self.weights(x - Float(left)), Self.weights(y - Float(top)))
    var sum = SIMD3<Float>()
    for j in 0..<4 {
      let row = min(max(top + j - 1, 0), height - 1) * width
      for i in 0..<4 {
        let at = 3 * (row + min(max(left + i - 1, 0), width - 1))
        sum += down[j] * across[i] * SIMD3(Float(rgb[at]), Float(rgb[at + 1]), Float(rgb[at + 2]))
      }
    }
    return sum
  }

  private static func weights(_ t: Float) -> SIMD4<Float> {
    let (t2, t3) = (t * t, t * t * t)
    return SIMD4(
      -0.5 * t3 + t2 - 0.5 * t, 1.5 * t3 - 2.5 * t2 + 1, -1.5 * t3 + 2 * t2 + 0.5 * t, 0.5 * t3 - 0.5 * t2)
  }
}
