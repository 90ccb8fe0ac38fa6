import Media
import Testing

@testable import Viewer

extension DrawingTests {
  @Suite(.serialized) @MainActor struct HelpTests {
    /// A window, in its pixels, and its display's factor.
    nonisolated private static let windows: [(width: Int, height: Int, scale: Float)] = [
      (1000, 600, 1), (1280, 800, 1), (1366, 720, 1), (1920, 1080, 2), (1920, 1080, 1), (3840, 2160, 2),
    ]

    private func layout(_ window: (width: Int, height: Int, scale: Float), _ shortcuts: [Shortcut]) throws -> HelpLayout
    {
      // Letters have a width only where something can be drawn.
      let surface = try OffscreenSurface(width: 64, height: 64, scale: window.scale)
      let box = Box(x: 0, y: 0, width: Float(window.width), height: Float(window.height))
      return withExtendedLifetime(surface) { HelpLayout(shortcuts, window: box, scale: window.scale) }
    }

    @Test(arguments: windows, [Shortcut.all, Shortcut.driving])
    func everyRowLiesInTheWindowAndNoneInAnother(
      window: (width: Int, height: Int, scale: Float), shortcuts: [Shortcut]
    ) throws {
      let layout = try layout(window, shortcuts)
      #expect(layout.rows.count == shortcuts.count)
      for (number, row) in layout.rows.enumerated() {
        #expect(row.box.low.x >= layout.box.low.x && row.box.high.x <= layout.box.high.x)
        #expect(row.box.low.y > layout.box.low.y && row.box.high.y <= layout.box.high.y)
        // Nothing of a text is left out, and its lines have room.
        #expect(row.lines.joined(separator: " ") == shortcuts[number].meaning)
        #expect(Float(row.lines.count) * layout.density.line * window.scale <= row.box.height)
        for other in layout.rows[..<number] {
          let isApart = row.box.low.y >= other.box.high.y - 1 || row.box.low.x >= other.box.high.x
          #expect(isApart, "row \(number)")
        }
      }
      #expect(layout.box.low.x >= 0 && layout.box.low.y >= 0)
      #expect(layout.box.high.x <= Float(window.width) && layout.box.high.y <= Float(window.height))
    }

    @Test(arguments: [(640, 400), (400, 640), (320, 240)])
    func smallWindowsStillHoldEveryRow(width: Int, height: Int) throws {
      let layout = try layout((width, height, 1), Shortcut.all)
      #expect(layout.rows.count == Shortcut.all.count)
      for row in layout.rows { #expect(row.box.low.y >= 0 && row.box.high.y <= Float(height)) }
    }

    @Test func columnsAreFilledInOrderAndEvenly() {
      #expect(HelpLayout.filled([10, 10, 10, 10], columns: 2) == [0..<2, 2..<4])
      #expect(HelpLayout.filled([30, 10, 10, 10], columns: 2) == [0..<1, 1..<4])
      #expect(HelpLayout.filled([10], columns: 3) == [0..<1])
    }
  }
}
