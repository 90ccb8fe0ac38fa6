import Media

/// Colours of what is drawn over pictures and in space: the same in any theme, because pictures do not change with it.
///
/// Things take `ObjectColors`; what marks them here is none of those seven.
extension Palette {
  /// Under every mark, so that it is seen on bright pictures as well.
  static let shade = ink(0x0B0D10, 0.72)
  /// The ground of the space, and of pictures that are not there yet.
  static let night = ink(nightColor)
  static let nightColor = Color(hex: 0x0E1014)
  static let nightLine = ink(0x323945)
  static let nightText = ink(0xE6E8EB)
  static let nightMuted = ink(0xA3ABB8)

  /// Rings around what is touched.
  static let touched = ink(touchedColor)
  static let touchedColor = Color.white
  /// Marked points and the lines on which they must lie.
  static let epipolar = ink(epipolarColor)
  static let epipolarColor = Color(hex: 0x88FF99)

  /// How pieces of the background drift.
  static let steady = ink(0x35C79B)
  static let drifting = ink(0xE69F00)
  static let lost = ink(0xF0803C)
}
