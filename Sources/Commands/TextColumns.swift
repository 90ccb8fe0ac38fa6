extension String {
  /// Filled up with spaces; longer text stays whole.
  func filled(_ width: Int) -> String { padding(toLength: max(width, count), withPad: " ", startingAt: 0) }
}
