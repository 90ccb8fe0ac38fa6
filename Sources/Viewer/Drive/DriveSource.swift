/// What a driving window is opened on. Called on the window's thread; nothing here may wait for a model.
public protocol DriveSource: AnyObject {
  var view: DriveView { get }
  /// Another number means that `view` shows something else; asking costs nothing.
  var revision: Int { get }
  /// How often the model has answered: another number, too, means another `revision`.
  var answers: Int { get }
  /// Whether driving is over and the window should close.
  var isOver: Bool { get }
  /// Keys by name; those that the window knows do not come here.
  func key(_ name: String, isDown: Bool)
  /// Sticks from -1 to 1; idle ones where the gamepad is gone.
  func sticks(_ sticks: DriveSticks)
  func releaseAll()
  /// Keys that something else pressed, such as a script, and that are the window's.
  func takeWindowKeys() -> [String]
  /// The view is on the screen.
  func shown(_ view: DriveView)
}

/// A gamepad, as far as driving needs it.
public struct DriveSticks: Equatable, Sendable {
  /// Right, away, up; then anticlockwise, and opening. From -1 to 1.
  public var right: Double
  public var away: Double
  public var up: Double
  public var turn: Double
  public var grip: Double

  public init(right: Double = 0, away: Double = 0, up: Double = 0, turn: Double = 0, grip: Double = 0) {
    (self.right, self.away, self.up, self.turn, self.grip) = (right, away, up, turn, grip)
  }
}
