/// A way in which the hand can be driven, as one key asks for it; directions are those that the first camera sees.
public enum DriveKey: String, CaseIterable, Sendable {
  case left, right, away, nearer, up, down
  case turnLeft = "turn_left"
  case turnRight = "turn_right"
  case open, close
}
