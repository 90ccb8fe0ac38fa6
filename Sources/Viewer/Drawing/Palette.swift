import CImGui
import Media

/// A colour as ImGui packs it.
typealias Ink = ui_color

/// The window's colours: quiet greys, and the Okabe–Ito set for what carries meaning.
enum Palette {
  static let background = ink(0x14171C)
  static let panel = ink(0x1A1E25)
  static let raised = ink(0x242A33)
  static let hovered = ink(0x2E3541)
  static let line = ink(0x323945)
  static let text = ink(0xE6E8EB)
  static let muted = ink(0xA3ABB8)
  static let faint = ink(0x6B7480)
  static let accent = ink(0x56B4E9)
  static let selected = ink(0x56B4E9, 0.16)
  static let context = ink(0x56B4E9, 0.13)
  static let good = ink(0x35C79B)
  static let warning = ink(0xE69F00)
  static let error = ink(0xF0803C)
  static let shade = ink(0x0B0D10, 0.72)
  static let well = ink(0x0E1014)

  static func ink(_ hex: UInt32, _ opacity: Double = 1) -> Ink { ink(Color(hex: hex), opacity) }

  static func ink(_ color: Color, _ opacity: Double = 1) -> Ink {
    UInt32(opacity * 255 + 0.5) << 24 | UInt32(color.blue) << 16 | UInt32(color.green) << 8 | UInt32(color.red)
  }

  /// Colours for things that are told apart by number.
  static func distinct(_ number: Int, _ opacity: Double = 1) -> Ink {
    ink(Color.distinct[number % Color.distinct.count], opacity)
  }
}
