import CImGui

/// A score over the newest thirty seconds of a branch.
struct DriveCurve {
  let pass: Pass
  let title: String
  /// By frame, from the first predicted one; NaN where there is none.
  let values: [Float]
  /// Frames a second.
  let rate: Double
  /// What the upright axis reaches over at least.
  let usual: ClosedRange<Float>

  private static let seconds = 30.0
  /// So many frames are the least that the axis of time reaches over.
  private static let shortest = 20
  /// Values below are drawn at the edge.
  private static let deepest: Float = -2
  /// Frames that may be without a score inside a line: on a slow machine truth is not drawn at every action.
  private static let longestGap = 4

  var height: Float { pass.size(22 + 88 + TimeTicks.height) }

  /// The first value that is shown.
  private var first: Int { max(0, values.count - Int(rate * Self.seconds)) }
  private var newest: ArraySlice<Float> { values[first...] }

  func draw(in box: Box) {
    var rest = box
    Lettering.draw(title, in: rest.takeTop(pass.size(22)), Palette.muted, font: UI_FONT_SMALL)
    var chart = rest.takeTop(pass.size(88))
    let labels = chart.takeLeft(pass.size(34))
    let axis = TimeAxis(box: chart, frameCount: max(Self.shortest, newest.count))
    // A value is a frame's end: the first predicted one lies one frame's time after the start.
    let ticks = TimeTicks(axis: axis, rate: rate, first: Double(first) / rate, scale: pass.scale)
    Canvas.fill(chart, Palette.well, rounding: pass.size(3))
    ticks.drawLines(in: chart)
    let scale = ValueScale(range, count: 3)
    scale.draw(in: chart, labels: labels, pass)
    ticks.drawLabels(below: chart.high.y)
    Canvas.clipped(to: chart) {
      for stretch in Self.stretches(newest) {
        let run = stretch.map { point in
          Point(axis.start(of: point.index + 1), scale.y(max(scale.range.lowerBound, Double(point.value)), in: chart))
        }
        Canvas.lines(run, Palette.accent, pass.scale * 1.5)
        if run.count == 1 { Canvas.disc(run[0], pass.scale * 2, Palette.accent) }
      }
    }
  }

  private var range: ClosedRange<Double> {
    let finite = newest.filter(\.isFinite)
    let low = max(Self.deepest, min(usual.lowerBound, finite.min() ?? usual.lowerBound))
    let high = max(usual.upperBound, (finite.max() ?? usual.upperBound) * 1.05)
    return Double(low)...Double(max(high, low + 0.1))
  }

  /// The values that there are, by their places, cut where too many are missing.
  static func stretches(_ values: some Collection<Float>) -> [[(index: Int, value: Float)]] {
    var stretches: [[(index: Int, value: Float)]] = []
    for (index, value) in values.enumerated() where value.isFinite {
      if let last = stretches.last?.last, index - last.index <= longestGap {
        stretches[stretches.count - 1].append((index, value))
      } else {
        stretches.append([(index, value)])
      }
    }
    return stretches
  }
}
