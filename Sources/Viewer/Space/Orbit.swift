import Foundation

/// From where the space is looked at: on a sphere about a point.
struct Orbit: Equatable {
  /// Radians about the vertical, and above the horizon.
  private(set) var yaw: Float = -0.6
  private(set) var pitch: Float = 0.5
  /// Metres.
  private(set) var distance: Float = 1.6
  private(set) var target = SIMD3<Float>(0.2, 0, 0.05)

  mutating func apply(_ action: InputAction) {
    switch action {
    case .orbit(let turn):
      yaw -= turn.x * .pi
      pitch = min(max(pitch + turn.y * .pi, -1.5), 1.5)
    case .shift(let move):
      target += (right * -move.x + up * move.y) * distance
    case .approach(let factor):
      distance = min(max(distance / factor, 0.1), 50)
    default: break
    }
  }

  private var forward: SIMD3<Float> {
    -SIMD3(cos(pitch) * cos(yaw), cos(pitch) * sin(yaw), sin(pitch))
  }
  private var right: SIMD3<Float> { SIMD3(-sin(yaw), cos(yaw), 0) }
  private var up: SIMD3<Float> {
    let (f, r) = (forward, right)
    return SIMD3(r.y * f.z - r.z * f.y, r.z * f.x - r.x * f.z, r.x * f.y - r.y * f.x)
  }

  /// Where a point is drawn: shares of the picture's height from its middle, x right and y down, and its distance along
  /// the line of sight; nil behind the eye.
  func place(_ point: SIMD3<Float>) -> (x: Float, y: Float, depth: Float)? {
    let p = point - (target - forward * distance)
    let depth = (p * forward).sum()
    guard depth > 0.02 else { return nil }
    return ((p * right).sum() / depth, -(p * up).sum() / depth, depth)
  }
}
