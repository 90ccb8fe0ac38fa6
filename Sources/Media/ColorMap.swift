/// A map from numbers to colours that people with any colour vision read alike.
public struct ColorMap: Sendable {
  /// 256 colours, for 0 to 1.
  public let table: [Color]

  /// Black for nothing, through purple and orange, to pale yellow: lightness grows evenly
  /// (matplotlib's inferno, CC0, https://bids.github.io/colormap/).
  public static let magnitude = ColorMap(through: [
    0x000004, 0x160B39, 0x420A68, 0x6A176E, 0x932667, 0xBC3754, 0xDD513A, 0xF37819, 0xFCA50A, 0xF6D746, 0xFCFFA4,
  ])

  /// Blue for less, dark grey for equal, orange for more: a pair that every colour vision separates.
  public static let signed = ColorMap(through: [
    0x9AD8FF, 0x56B4E9, 0x0072B2, 0x12324A, 0x16181C, 0x4A2A10, 0xB35400, 0xE69F00, 0xFFD98A,
  ])

  /// Colours interpolated evenly between anchors given as `0xRRGGBB`.
  public init(through anchors: [UInt32]) {
    precondition(anchors.count > 1, "a colour map needs two anchors")
    let colors = anchors.map(Color.init(hex:))
    table = (0..<256).map { step in
      let place = Double(step) / 255 * Double(colors.count - 1)
      let lower = min(Int(place), colors.count - 2)
      return colors[lower].mixed(with: colors[lower + 1], place - Double(lower))
    }
  }

  /// The colour of a value from 0 to 1; values outside take the ends, NaN the start.
  public func callAsFunction(_ value: Double) -> Color {
    table[value > 0 ? min(255, Int(value * 255 + 0.5)) : 0]
  }
}
