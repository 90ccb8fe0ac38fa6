/// Frames laid out over a width: each takes an equal strip.
struct TimeAxis {
  let box: Box
  let frameCount: Int

  func start(of frame: Double) -> Float { box.low.x + box.width * Float(frame / Double(max(1, frameCount))) }
  func start(of frame: Int) -> Float { start(of: Double(frame)) }
  func middle(of frame: Int) -> Float { middle(of: Double(frame)) }
  func middle(of frame: Double) -> Float { start(of: frame + 0.5) }

  /// The frame whose strip holds `x`, the nearest one outside.
  func frame(at x: Float) -> Int {
    let place = (x - box.low.x) / max(1, box.width) * Float(frameCount)
    return Int(max(0, min(Float(frameCount - 1), place.rounded(.down))))
  }
}
