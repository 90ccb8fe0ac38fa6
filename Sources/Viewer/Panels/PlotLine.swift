import CImGui
import Media

/// A line of a plot.
struct PlotLine {
  let series: Series
  /// Which colour it has: the same as its counterpart's.
  let number: Int
  /// Whether it belongs to the run beside: such lines are dashed.
  var isBeside = false
  /// Frames of the run shown to one of its own.
  var stretch = 1.0

  /// Where a frame of its own stands on the axis of the run shown.
  func x(of frame: Int, _ axis: TimeAxis) -> Float { axis.middle(of: Double(frame) * stretch) }

  /// The value at a frame of the run shown.
  func value(at frame: Int) -> Float? { series.value(at: Int((Double(frame) / stretch).rounded())) }

  /// Whether the model was not trained on its value at a frame; what the run beside does is its own affair.
  func isOutside(at frame: Int) -> Bool {
    guard !isBeside, let range = series.trainedRange, let value = series.value(at: frame) else { return false }
    return !range.contains(value)
  }

  var leavesRange: Bool {
    guard !isBeside, let range = series.trainedRange else { return false }
    return series.values.contains { $0.isFinite && !range.contains($0) }
  }

  struct Style {
    var color: Ink
    /// Nil where it is drawn through.
    var dash: (length: Float, gap: Float)?
  }

  func style(_ opacity: Double = 1) -> Style {
    // Colours repeat after seven: the later lines have long dashes.
    let isLater = number >= Palette.curves(Theme.current).count
    return Style(color: Palette.curve(number, opacity), dash: isBeside ? (4, 3) : isLater ? (9, 3) : nil)
  }
}

extension Canvas {
  static func line(_ points: [Point], _ style: PlotLine.Style, thickness: Float, scale: Float) {
    if let dash = style.dash {
      dashes(points, style.color, thickness, dash: scale * dash.length, gap: scale * dash.gap)
    } else {
      lines(points, style.color, thickness)
    }
  }
}
