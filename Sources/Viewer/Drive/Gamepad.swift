import COpenGL

/// The first gamepad that is connected.
struct Gamepad {
  /// Sticks rest a little beside their middle.
  static let deadZone: Float = 0.15

  /// What a look at the gamepad brings.
  struct News: Equatable {
    var sticks = DriveSticks()
    /// Keys that buttons stand for, pressed since the last look.
    var keys: [String] = []
    /// Whether it has come or gone.
    var change: Bool?
  }

  /// What the buttons do, in GLFW's order (that of an Xbox controller); empty: nothing. Grip is on the triggers.
  private static let keys = [
    "space", "backspace", "tab", "p", "[", "]", "x", "m", "", "", "enter", "page_down", ".", "page_up", ",",
  ]
  /// As the help says it, in the same order.
  static let help =
    "A pause, B restart, X layout, Y policy, bumpers: branches, start: save, cross: look back and on"

  private(set) var isConnected = false
  private var down = [Bool](repeating: false, count: Gamepad.keys.count)

  mutating func read() -> News {
    var pad = OrreryGamepad()
    return take(orrery_gamepad_read(&pad) ? pad : nil)
  }

  /// - Parameter pad: nil where none is connected: everything is let go.
  mutating func take(_ pad: OrreryGamepad?) -> News {
    let was = isConnected
    isConnected = pad != nil
    var now = [Bool](repeating: false, count: down.count)
    if let pad { now = withUnsafeBytes(of: pad.buttons) { bytes in bytes.map { $0 != 0 } } }
    let pressed = now.indices.filter { now[$0] && !down[$0] && !Self.keys[$0].isEmpty }
    down = now
    return News(
      sticks: pad.map(Self.sticks) ?? DriveSticks(), keys: pressed.map { Self.keys[$0] },
      change: was == isConnected ? nil : isConnected)
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
