import CImGui
import Media

/// A colour as ImGui packs it.
typealias Ink = ui_color

/// The window's colours: quiet greys, and the Okabe–Ito set for what carries meaning.
enum Palette {
  static var background: Ink { either(0x14171C, 0xF4F2ED) }
  static var panel: Ink { either(0x1A1E25, 0xFBFAF7) }
  static var raised: Ink { either(0x242A33, 0xE6E3DB) }
  static var hovered: Ink { either(0x2E3541, 0xDAD6CC) }
  static var line: Ink { either(0x323945, 0xCFCBC0) }
  static var text: Ink { either(0xE6E8EB, 0x1F2328) }
  static var muted: Ink { either(0xA3ABB8, 0x545B66) }
  static var faint: Ink { either(0x6B7480, 0x7F858E) }
  static var accent: Ink { either(0x56B4E9, 0x0072B2) }
  static var selected: Ink { either(0x56B4E9, 0x0072B2, 0.16) }
  static var context: Ink { either(0x56B4E9, 0x0072B2, 0.13) }
  static var given: Ink { either(0x56B4E9, 0x0072B2, 0.35) }
  static var good: Ink { either(0x35C79B, 0x117A57) }
  static var warning: Ink { either(0xE69F00, 0x8A5A00) }
  static var error: Ink { either(0xF0803C, 0xB3461A) }
  /// The ground of plots.
  static var well: Ink { ink(well(Theme.current)) }
  static var head: Ink { either(0xFFFFFF, 0x1F2328, 0.7) }

  private static func either(_ dark: UInt32, _ light: UInt32, _ opacity: Double = 1) -> Ink {
    ink(Theme.current == .dark ? dark : light, opacity)
  }

  static func ink(_ hex: UInt32, _ opacity: Double = 1) -> Ink { ink(Color(hex: hex), opacity) }

  static func ink(_ color: Color, _ opacity: Double = 1) -> Ink {
    UInt32(opacity * 255 + 0.5) << 24 | UInt32(color.blue) << 16 | UInt32(color.green) << 8 | UInt32(color.red)
  }

  static func well(_ theme: Theme) -> Color { Color(hex: theme == .dark ? 0x0E1014 : 0xE9E6DF) }

  /// Colours for lines on a plot's ground that are told apart by number.
  static func curve(_ number: Int, _ opacity: Double = 1) -> Ink {
    let colors = curves(Theme.current)
    return ink(colors[number % colors.count], opacity)
  }

  /// On light ground the Okabe–Ito colours, yellow first, would vanish: darker ones of the same hues, chosen so that they
  /// stay as far apart with deuteranopia and protanopia.
  static func curves(_ theme: Theme) -> [Color] { theme == .dark ? Color.distinct : curvesOnLight }

  private static let curvesOnLight: [Color] = [
    Color(hex: 0x0065DB), Color(hex: 0x9D7E00), Color(hex: 0x358E79), Color(hex: 0xB74BA8),
    Color(hex: 0x352C0C), Color(hex: 0xA45838), Color(hex: 0x0E24C9),
  ]
}
