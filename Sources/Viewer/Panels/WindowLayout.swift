/// Where the panels stand.
struct WindowLayout: Equatable {
  var runs: Box?
  var panes: Box
  var plots: Box?
  var timeline: Box
  var footer: Box

  /// - Parameters:
  ///   - size: the window's.
  ///   - hasRuns: whether there is anything for the left side.
  ///   - hasPlots: whether there is anything for the right side.
  init(size: Point, scale: Float, hasRuns: Bool, hasPlots: Bool) {
    var rest = Box(Point(0, 0), size)
    footer = rest.takeBottom((28 * scale).rounded())
    timeline = rest.takeBottom((92 * scale).rounded())
    // Side panels give way in narrow windows, the list first.
    let narrow = min(1, size.x / (1100 * scale))
    plots = hasPlots ? rest.takeRight((348 * scale * narrow).rounded()) : nil
    runs = hasRuns && size.x >= 820 * scale ? rest.takeLeft((208 * scale * narrow).rounded()) : nil
    panes = rest
  }
}
