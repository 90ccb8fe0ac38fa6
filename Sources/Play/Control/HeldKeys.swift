/// The keys and sticks as they are, between one action and the next.
///
/// A key that was pressed and let go in between still counts once, so that no tap is lost.
public struct HeldKeys: Sendable {
  private var held: Set<DriveKey> = []
  private var tapped: Set<DriveKey> = []
  /// A gamepad's sticks; idle without one.
  public var sticks = DriveIntent()

  public init() {}

  public mutating func press(_ key: DriveKey) {
    held.insert(key)
    tapped.insert(key)
  }

  public mutating func release(_ key: DriveKey) { held.remove(key) }

  public mutating func releaseAll() {
    held = []
    tapped = []
    sticks = DriveIntent()
  }

  /// Keys that are down or were since the last action, in a fixed order.
  public var active: [DriveKey] { DriveKey.allCases.filter { held.contains($0) || tapped.contains($0) } }

  /// What is wanted of the next action; taps are then used up.
  public mutating func take() -> DriveIntent {
    var intent = sticks
    for key in active { intent.add(key) }
    tapped = []
    return intent.clamped()
  }
}
