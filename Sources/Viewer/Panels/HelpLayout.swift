import CImGui

/// Where the help's keys stand: in as many columns as the window's height asks for, smaller where that is not enough.
struct HelpLayout {
  struct Row {
    var box: Box
    /// What the keys do, broken to fit.
    var lines: [String]
  }

  /// How far apart things are, for a display of factor 1.
  struct Density {
    var font: ui_font
    /// From one line of a text to the next, and what a row adds to its lines.
    var line: Float
    var gap: Float
    var title: Float
    var margin: Float

    static let roomy = Density(font: UI_FONT_REGULAR, line: 20, gap: 12, title: 40, margin: 26)
    static let tight = Density(font: UI_FONT_SMALL, line: 17, gap: 6, title: 30, margin: 14)
  }

  /// The whole help.
  let box: Box
  let rows: [Row]
  let keyWidth: Float
  let density: Density

  private static let narrowestText: Float = 150
  private static let betweenColumns: Float = 28
  private static let mostColumns = 6

  /// The largest letters and the fewest columns with which everything can be read. A window that is too small even so
  /// shows the beginning of each line.
  init(_ shortcuts: [Shortcut], window: Box, scale: Float) {
    for density in [Density.roomy, .tight] {
      for columns in 1...Self.mostColumns {
        let layout = HelpLayout(shortcuts, window, scale, density, columns)
        guard layout.textWidth(scale) >= Self.narrowestText * scale else { break }
        guard !layout.fits(window, scale) else {
          self = layout
          return
        }
      }
    }
    self.init(shortcuts, window, scale, .tight, window.width < window.height ? 1 : 2, squeezes: true)
  }

  private func textWidth(_ scale: Float) -> Float { (rows.first?.box.width ?? .infinity) - keyWidth }

  private func fits(_ window: Box, _ scale: Float) -> Bool {
    box.width <= window.width - 8 * scale && box.height <= window.height - 8 * scale
  }

  private init(
    _ shortcuts: [Shortcut], _ window: Box, _ scale: Float, _ density: Density, _ columns: Int, squeezes: Bool = false
  ) {
    let (margin, gap) = ((density.margin * scale).rounded(), (Self.betweenColumns * scale).rounded())
    let keys = Self.keyWidth(shortcuts, scale)
    let room = window.width - 2 * margin - gap * Float(columns - 1) - 32 * scale
    let widest = shortcuts.map { Lettering.width($0.meaning, density.font) }.max() ?? 0
    let width = max(1, min((room / Float(columns)).rounded(.down), max(300 * scale, keys + widest + 2)))
    let lines = shortcuts.map {
      squeezes ? [$0.meaning] : Lettering.wrapped($0.meaning, to: width - keys, density.font)
    }
    var heights = lines.map { ((Float(max(1, $0.count)) * density.line + density.gap) * scale).rounded() }
    let ranges = Self.filled(heights, columns: columns)
    var longest = ranges.map { heights[$0].reduce(0, +) }.max() ?? 0
    let around = (density.title * scale).rounded() + 1.4 * margin
    if squeezes, longest > 0 {
      let share = min(1, max(1, window.height - around - 8 * scale) / longest)
      (heights, longest) = (heights.map { $0 * share }, longest * share)
    }
    let size = Point(width * Float(ranges.count) + gap * Float(ranges.count - 1) + 2 * margin, longest + around)
    let low = (window.middle - size / 2).rounded()
    let top = low.y + (density.title * scale).rounded() + 0.7 * margin
    (box, keyWidth, self.density) = (Box(low, low + size), keys, density)
    rows = ranges.enumerated().flatMap { column, range -> [Row] in
      let x = low.x + margin + (width + gap) * Float(column)
      return range.map { number in
        let above = heights[range.lowerBound..<number].reduce(0, +)
        return Row(box: Box(x: x, y: top + above, width: width, height: heights[number]), lines: lines[number])
      }
    }
  }

  private static func keyWidth(_ shortcuts: [Shortcut], _ scale: Float) -> Float {
    let widths = shortcuts.map { $0.keys.reduce(Float(0)) { $0 + Keycap.width($1, scale: scale) + 5 * scale } }
    return ((widths.max() ?? 0) + 10 * scale).rounded()
  }

  /// Which rows stand in which column, in their order, the longest column as short as that allows.
  static func filled(_ heights: [Float], columns: Int) -> [Range<Int>] {
    let total = heights.reduce(0, +)
    var limit = max(total / Float(columns), heights.max() ?? 0)
    while true {
      var (ranges, start, used) = ([Range<Int>](), 0, Float(0))
      for (number, height) in heights.enumerated() {
        if used + height > limit + 0.5, number > start {
          ranges.append(start..<number)
          (start, used) = (number, 0)
        }
        used += height
      }
      ranges.append(start..<heights.count)
      if ranges.count <= columns { return ranges }
      limit += max(1, total / 100)
    }
  }
}
