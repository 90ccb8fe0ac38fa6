import Foundation
import Media
import Testing

@testable import Viewer

@Suite struct PaletteTests {
  /// WCAG 2.2's contrast, 1 to 21 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio).
  static func contrast(_ a: Color, _ b: Color) -> Double {
    func luminance(_ color: Color) -> Double {
      let parts = [color.red, color.green, color.blue].map { part -> Double in
        let share = Double(part) / 255
        return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
      }
      return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }
    let (x, y) = (luminance(a), luminance(b))
    return (max(x, y) + 0.05) / (min(x, y) + 0.05)
  }

  @Test(arguments: Theme.allCases)
  func everyLineStandsOutFromItsGround(theme: Theme) {
    let colors = Palette.curves(theme)
    #expect(Set(colors).count == Color.distinct.count)
    for color in colors { #expect(Self.contrast(color, Palette.well(theme)) >= 3, "\(color)") }
  }

  @Test func marksInSpaceAndOnPicturesStandOutAndDiffer() {
    let marks = [Palette.touchedColor, Palette.epipolarColor]
    for color in Color.distinct + marks { #expect(Self.contrast(color, Palette.nightColor) >= 3, "\(color)") }
    #expect(Set(Color.distinct + marks).count == Color.distinct.count + marks.count)
  }

  /// A run lists its objects one way and then the hand, a session another way and without it.
  @Test func thingsHaveOneColourWhoeverListsThem() {
    let run = ObjectColors(["ball", "cube", "sphere", "hand"], [], ["arm", "sphere", "cube", "ball"])
    let session = ObjectColors(["sphere", "cube", "ball"])
    for name in ["ball", "cube", "sphere"] { #expect(run.color(of: name) == session.color(of: name)) }
    let all = ["ball", "cube", "sphere", "hand", "arm"].map { run.color(of: $0) }
    #expect(Set(all).count == 5)
    #expect(!Color.distinct.contains(run.color(of: "ghost")))
    #expect(ObjectColors([]).color(of: "") == run.color(of: "ghost"))
  }

  @Test func aRunBesideChangesNoColour() {
    let alone = ObjectColors(["cube", "hand"])
    let paired = ObjectColors(["cube", "hand"], ["ball", "cube", "hand"])
    for name in ["cube", "hand"] { #expect(alone.color(of: name) == paired.color(of: name)) }
    #expect(paired.color(of: "ball") == Color.distinct[2])
  }
}
