extension ViewerState {
  /// The command line that shows what is shown; nil where nothing of the list is.
  var command: String? {
    guard let selectedRun else { return nil }
    var words = [commandOfRun(selectedRun), "--frame \(playhead.frame)"]
    if sample > 0 { words.append("--sample \(sample + 1)") }
    if let beside { words.append("--beside \(beside.id)") }
    if layout != .comparison && layout != .pair { words.append("--layout \(layout.rawValue)") }
    if difference != .magnitude { words.append("--difference \(difference.rawValue)") }
    return words.joined(separator: " ")
  }
}
