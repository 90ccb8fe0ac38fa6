import COpenGL

/// The first gamepad that is connected.
struct Gamepad {
  /// Sticks rest a little beside their middle.
  static let deadZone: Float = 0.15

  private(set) var isConnected = false

  /// How the sticks are, and whether the gamepad has come or gone since the last call.
  mutating func read() -> (sticks: DriveSticks, change: Bool?) {
    var pad = OrreryGamepad()
    let was = isConnected
    isConnected = orrery_gamepad_read(&pad)
    let change = was == isConnected ? nil : isConnected
    return (isConnected ? Self.sticks(pad) : DriveSticks(), change)
  }

  /// Left stick: in the plane. Right stick: up and down, and turning. Triggers: close and open.
  static func sticks(_ pad: OrreryGamepad) -> DriveSticks {
    let axes = [pad.axes.0, pad.axes.1, pad.axes.2, pad.axes.3].map(steady)
    // Triggers rest at -1.
    let (left, right) = ((pad.axes.4 + 1) / 2, (pad.axes.5 + 1) / 2)
    return DriveSticks(
      right: axes[0], away: -axes[1], up: -axes[3], turn: -axes[2], grip: steady(left) - steady(right))
  }

  private static func steady(_ value: Float) -> Double {
    guard value.isFinite, abs(value) > deadZone else { return 0 }
    let size = Double((abs(value) - deadZone) / (1 - deadZone))
    return value > 0 ? min(1, size) : -min(1, size)
  }
}
