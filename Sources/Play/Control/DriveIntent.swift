/// Where keys or sticks want the hand to go, each part from -1 to 1 of its full speed.
public struct DriveIntent: Equatable, Sendable {
  /// Right, away from the first camera, up.
  public var tip: SIMD3<Double>
  /// Anticlockwise seen from above.
  public var turn: Double
  /// Opening.
  public var grip: Double

  public init(tip: SIMD3<Double> = .zero, turn: Double = 0, grip: Double = 0) {
    (self.tip, self.turn, self.grip) = (tip, turn, grip)
  }

  public var isIdle: Bool { self == DriveIntent() }

  mutating func add(_ key: DriveKey) {
    switch key {
    case .left: tip.x -= 1
    case .right: tip.x += 1
    case .away: tip.y += 1
    case .nearer: tip.y -= 1
    case .up: tip.z += 1
    case .down: tip.z -= 1
    case .turnLeft: turn += 1
    case .turnRight: turn -= 1
    case .open: grip += 1
    case .close: grip -= 1
    }
  }

  func clamped() -> DriveIntent {
    DriveIntent(
      tip: tip.clamped(lowerBound: SIMD3(repeating: -1), upperBound: SIMD3(repeating: 1)),
      turn: min(max(turn, -1), 1), grip: min(max(grip, -1), 1))
  }
}
