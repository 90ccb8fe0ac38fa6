extension Viewer {
  /// Keys of the driving window's own, by the names that scripts use; the others are the session's.
  public static let driveKeys = ["tab", "x", "n", "t", "f1", "/", "?", "h", "esc", "f2"]
}
