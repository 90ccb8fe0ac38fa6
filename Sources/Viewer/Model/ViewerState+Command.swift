extension ViewerState {
  /// The command line that shows what is shown, but for how the space was shifted; nil where nothing of the list is.
  var command: String? {
    guard let selectedRun else { return nil }
    var words = [commandOfRun(selectedRun), "--frame \(playhead.frame)"]
    if sample > 0 { words.append("--sample \(sample + 1)") }
    if let beside { words.append("--beside \(beside.id)") }
    if layout != (beside == nil ? .comparison : .pair) { words.append("--layout \(layout.rawValue)") }
    if difference != .magnitude { words.append("--difference \(difference.rawValue)") }
    if theme != .dark { words.append("--theme \(theme.rawValue)") }
    return (words + further.map { "--action '\($0)'" }).joined(separator: " ")
  }

  /// The actions that lead from what a window opens with to what has no option of its own.
  private var further: [String] {
    var actions: [String] = []
    if let camera { actions.append("camera \(camera + 1)") }
    if !showsOverlays { actions.append("overlays") }
    if showsDrift { actions.append("drift") }
    if showsContacts { actions.append("contacts") }
    if !isSmooth { actions.append("smooth") }
    if zoom.factor > 1 {
      let fixed = (zoom.centre - 0.5 / zoom.factor) / (1 - 1 / zoom.factor)
      actions.append("zoom \(zoom.factor) \(fixed.x) \(fixed.y)")
    }
    if let mark { actions.append("mark \(mark.camera + 1) \(mark.place.x) \(mark.place.y)") }
    if layout == .wipe && wipe != 0.5 { actions.append("wipe \(wipe)") }
    if plotsPassed > 0 { actions += [String](repeating: "plots", count: min(plotsPassed, 20)) }
    return actions + spaceActions + listActions
  }

  private var spaceActions: [String] {
    guard layout == .space else { return [] }
    let start = Orbit()
    let turn = SIMD2((start.yaw - orbit.yaw) / .pi, (orbit.pitch - start.pitch) / .pi)
    let turned = turn == .zero ? [] : ["orbit \(turn.x) \(turn.y)"]
    return orbit.nearness == start.nearness ? turned : turned + ["approach \(orbit.nearness)"]
  }

  /// How the list beside is ordered and filtered.
  private var listActions: [String] {
    var actions = list.wantedScore.map { ["score \($0)"] } ?? []
    if list.suite == nil && list.order != .newest { actions.append("order \(list.order.rawValue)") }
    if !list.filter.isEmpty && !list.filter.contains("'") { actions.append("filter \(list.filter)") }
    return actions
  }
}
