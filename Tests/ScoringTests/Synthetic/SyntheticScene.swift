import Episodes
import Foundation

@testable import Scoring

/// A yellow post pushes a red cube past a blue and a green ball, seen by two cameras.
///
/// Different seeds start elsewhere; `drift` shifts where the cube ends, as a second take of the same scene does.
struct SyntheticScene {
  var seed = 0
  var drift = SIMD3<Double>.zero
  var frames = 20
  /// Metres that both cameras move sideways each frame.
  var sway = 0.0
  /// Changes what is shown (not what is true) at a frame: solids by name.
  var tamper: (@Sendable (Int, inout [String: Solid]) -> Void)?

  static let context = 4
  static let side = 128
  static let names = ["cube", "blue", "green"]
  static let rate = 10.0

  static let cameras = [
    camera(at: SIMD3(0.82, 0, 0.46), toward: SIMD3(0.22, 0, 0)),
    camera(at: SIMD3(0.21, -0.66, 0.38), toward: SIMD3(0.21, 0, 0)),
  ]

  private static func camera(at eye: SIMD3<Double>, toward target: SIMD3<Double>) -> PinholeCamera {
    let forward = (target - eye) / (target - eye).length
    let flat = SIMD3(forward.y, -forward.x, 0)
    let right = flat / flat.length
    let down = SIMD3(
      forward.y * right.z - forward.z * right.y, forward.z * right.x - forward.x * right.z,
      forward.x * right.y - forward.y * right.x)
    let rows = [right, down, forward].flatMap { axis -> [Double] in [axis.x, axis.y, axis.z, -(axis * eye).sum()] }
    return PinholeCamera(Intrinsics(fx: 160, fy: 160, cx: 64, cy: 64), Extrinsics(worldToCamera: rows + [0, 0, 0, 1]))
  }

  /// The solids at a frame, as they really are.
  func solids(_ t: Int) -> [String: Solid] {
    let offset = SIMD3(0, 0.015 * Double(seed % 3), 0)
    let push = min(1, max(0, (Double(t) - 5) / 10))
    let cube = SIMD3(0.20, -0.12, 0.026) + offset + push * (SIMD3(0.04, 0.16, 0) + drift)
    let reach = max(0, 5 - Double(t)) * 0.01
    return [
      "cube": Solid(form: .box(half: SIMD3(repeating: 0.026)), centre: cube, colour: SIMD3(0.84, 0.13, 0.13), label: 2),
      "blue": Solid(
        form: .ball(radius: 0.028), centre: SIMD3(0.34, 0.02, 0.028) - offset, colour: SIMD3(0.10, 0.29, 0.82), label: 3
      ),
      "green": Solid(
        form: .ball(radius: 0.028), centre: SIMD3(0.13, 0.15, 0.028) - offset, colour: SIMD3(0.10, 0.60, 0.24), label: 4
      ),
      "post": Solid(
        form: .box(half: SIMD3(0.01, 0.01, 0.13)), centre: SIMD3(cube.x - 0.038 - reach, cube.y - 0.02, 0.14),
        colour: SIMD3(0.95, 0.76, 0.12), label: 1),
    ]
  }

  /// The recording; a tampered scene keeps its true paths.
  func truth() throws -> Truth {
    let views = try Self.cameras.indices.map { v in
      let pictures = parallelMap(frames) { t in
        var shown = solids(t)
        tamper?(t, &shown)
        return Painter(camera: camera(v, t), side: Self.side).paint(shown.sorted { $0.key < $1.key }.map(\.value))
      }
      return try view(v, pictures)
    }
    return Truth(
      views: views, objects: Self.names.map(path), tool: (0..<frames).map(tip), rate: Self.rate,
      segmentNames: ["post"] + Self.names, context: Self.context,
      shapes: [
        .init(name: "cube", inscribedRadius: 0.026), .init(name: "blue", inscribedRadius: 0.028),
        .init(name: "green", inscribedRadius: 0.028),
      ], supportHeight: 0, contacts: (0..<frames).flatMap(contacts))
  }

  /// The post's lower end, which the cube hides from the front.
  private func tip(_ t: Int) -> SIMD3<Double> {
    var tip = solids(t)["post"]?.centre ?? .zero
    tip.z = 0.01
    return tip
  }

  /// Everything lies on the table, and the post touches the cube while it pushes.
  private func contacts(_ t: Int) -> [Episode.Contact] {
    let pairs = Self.names.map { ($0, "table") } + (6...15 ~= t ? [("cube", "post")] : [])
    return pairs.map { Episode.Contact(frame: t, first: $0.0, second: $0.1, force: 1, penetration: 0) }
  }

  private func camera(_ v: Int, _ t: Int) -> PinholeCamera {
    PinholeCamera(Self.cameras[v].lens, pose(v, t))
  }

  /// Moving the camera along its own x axis moves the world the other way.
  private func pose(_ v: Int, _ t: Int) -> Extrinsics {
    let camera = Self.cameras[v]
    var rows = [camera.rows.0, camera.rows.1, camera.rows.2, SIMD4(0, 0, 0, 1)]
    rows[0].w -= sway * Double(t)
    return Extrinsics(worldToCamera: rows.flatMap { row -> [Double] in [row.x, row.y, row.z, row.w] })
  }

  private func view(_ v: Int, _ pictures: [Painter.Picture]) throws -> Truth.View {
    Truth.View(
      camera: v == 0 ? "front" : "side",
      clip: try Clip(frames: frames, height: Self.side, width: Self.side, bytes: pictures.flatMap(\.rgb)),
      depth: pictures.flatMap(\.depth), segmentation: pictures.flatMap(\.labels), intrinsics: Self.cameras[v].lens,
      extrinsics: (0..<frames).map { pose(v, $0) })
  }

  private func path(_ name: String) -> Episode.ObjectPath {
    Episode.ObjectPath(
      name: name,
      poses: (0..<frames).map { t in
        let at = solids(t)[name]?.centre ?? .zero
        return [at.x, at.y, at.z, 1, 0, 0, 0]
      })
  }
}
