/// An 8-bit sRGB colour.
public struct Color: Equatable, Hashable, Sendable {
  public var red: UInt8
  public var green: UInt8
  public var blue: UInt8

  public init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
    (self.red, self.green, self.blue) = (red, green, blue)
  }

  /// From `0xRRGGBB`.
  public init(hex: UInt32) {
    self.init(UInt8(hex >> 16 & 255), UInt8(hex >> 8 & 255), UInt8(hex & 255))
  }

  public static let black = Color(0, 0, 0)
  public static let white = Color(255, 255, 255)

  /// The eight colours that people with any colour vision tell apart, without black
  /// (Okabe and Ito, https://jfly.uni-koeln.de/color/), those that read best on dark first.
  public static let distinct: [Color] = [
    Color(hex: 0x56B4E9), Color(hex: 0xE69F00), Color(hex: 0x009E73), Color(hex: 0xCC79A7),
    Color(hex: 0xF0E442), Color(hex: 0xD55E00), Color(hex: 0x0072B2),
  ]

  /// The colour `share` of the way from this one to `other`.
  public func mixed(with other: Color, _ share: Double) -> Color {
    func mix(_ a: UInt8, _ b: UInt8) -> UInt8 {
      UInt8(max(0, min(255, Double(a) + (Double(b) - Double(a)) * share + 0.5)))
    }
    return Color(mix(red, other.red), mix(green, other.green), mix(blue, other.blue))
  }
}
