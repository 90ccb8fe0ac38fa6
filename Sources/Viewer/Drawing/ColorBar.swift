import CImGui
import Media

/// What the colours of a picture mean.
struct ColorBar {
  let low: String
  let high: String
  let scale: Float
  /// For 0, at the left end, to 1.
  private let color: (Double) -> Color

  init(mode: DifferenceMode, scale: Float) {
    let map = mode == .signed ? ColorMap.signed : ColorMap.magnitude
    high = String(Int(255 / PaneStore.differenceGain))
    low = mode == .signed ? "−" + high : "0"
    self.scale = scale
    color = { map($0) }
  }

  /// - Parameter depth: the nearest and the farthest metres of a depth picture, which stand left and right.
  init(depth: ClosedRange<Float>, scale: Float) {
    low = Lettering.number(Double(depth.lowerBound))
    high = Lettering.number(Double(depth.upperBound)) + " m"
    self.scale = scale
    color = { Image(depth: [Self.depth(at: $0, depth)], width: 1, height: 1, range: depth)[0, 0] }
  }

  /// Pictures are even in 1/depth, and so is the bar.
  private static func depth(at share: Double, _ range: ClosedRange<Float>) -> Float {
    let (near, far) = (1 / max(1e-3, range.lowerBound), 1 / max(2e-3, range.upperBound))
    return 1 / max(1e-6, near + (far - near) * Float(share))
  }

  /// Draws at the right end of `box`.
  func draw(in box: Box) {
    var rest = box
    let width = (54 * scale).rounded()
    let labels = Lettering.width(low, UI_FONT_SMALL) + Lettering.width(high, UI_FONT_SMALL)
    guard rest.width > width + labels + (10 * scale).rounded() else { return }
    Lettering.draw(high, in: rest.takeRight(Lettering.width(high, UI_FONT_SMALL)), Palette.muted, font: UI_FONT_SMALL)
    _ = rest.takeRight((5 * scale).rounded())
    drawStrip(in: rest.takeRight(width))
    _ = rest.takeRight((5 * scale).rounded())
    Lettering.draw(low, in: rest, Palette.muted, font: UI_FONT_SMALL, side: .right)
  }

  private func drawStrip(in strip: Box) {
    let height = (8 * scale).rounded()
    for step in 0..<27 {
      let x = strip.low.x + strip.width * Float(step) / 27
      Canvas.fill(
        Box(x: x, y: (strip.middle.y - height / 2).rounded(), width: strip.width / 27 + 0.5, height: height),
        Palette.ink(color(Double(step) / 26)))
    }
  }
}
