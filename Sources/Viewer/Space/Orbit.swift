import Foundation

/// How the space has been turned, moved and neared, from the view that shows all of it.
struct Orbit: Equatable {
  /// Radians about the vertical, and above the horizon.
  private(set) var yaw: Float = -0.6
  private(set) var pitch: Float = 0.5
  /// How many times nearer than where all of it is seen.
  private(set) var nearness: Float = 1
  /// Where to, in distances from which all of it is seen.
  private(set) var offset = SIMD3<Float>.zero

  mutating func apply(_ action: InputAction) {
    switch action {
    case .orbit(let turn):
      yaw -= turn.x * .pi
      pitch = min(max(pitch + turn.y * .pi, -1.5), 1.5)
    case .shift(let move):
      offset += (right * -move.x + up * move.y) / nearness
    case .approach(let factor):
      nearness = min(max(nearness * factor, 0.1), 30)
    default: break
    }
  }

  var forward: SIMD3<Float> { -SIMD3(cos(pitch) * cos(yaw), cos(pitch) * sin(yaw), sin(pitch)) }
  var right: SIMD3<Float> { SIMD3(-sin(yaw), cos(yaw), 0) }
  var up: SIMD3<Float> {
    let (f, r) = (forward, right)
    return SIMD3(r.y * f.z - r.z * f.y, r.z * f.x - r.x * f.z, r.x * f.y - r.y * f.x)
  }

  /// From where the space is seen, where `fit` shows all of it.
  func view(_ fit: SpaceFit) -> SpaceView {
    let eye = fit.target + offset * fit.distance - forward * (fit.distance / nearness)
    return SpaceView(eye: eye, right: right, up: up, forward: forward)
  }
}

/// An eye in space; its axes are unit vectors.
struct SpaceView {
  let eye, right, up, forward: SIMD3<Float>

  /// Where a point is drawn: shares of the picture's height from its middle, x right and y down, and its distance along
  /// the line of sight; nil behind the eye.
  func place(_ point: SIMD3<Float>) -> (x: Float, y: Float, depth: Float)? {
    let p = point - eye
    let depth = (p * forward).sum()
    guard depth > 0.02 else { return nil }
    return ((p * right).sum() / depth, -(p * up).sum() / depth, depth)
  }
}
