/// The colour of a thing beside its name.
enum ColorDot {
  /// The rim tells pale colours from light ground: a thing keeps its colour in every theme.
  static func draw(_ middle: Point, _ scale: Float, _ color: Ink) {
    if Theme.current == .light { Canvas.disc(middle, 5 * scale, Palette.shade) }
    Canvas.disc(middle, 4 * scale, color)
  }
}
