import Testing

@testable import Viewer

@Suite struct LayoutTests {
  @Test(arguments: [[1, 3], [2, 3], [3, 3], [3, 1], [6, 1], [1, 1]], [0.75, 1, 4 / 3, 16 / 9] as [Float])
  func panesFitAndDoNotOverlap(counts: [Int], aspect: Float) {
    let box = Box(x: 100, y: 50, width: 720, height: 600)
    let grid = PaneGrid(box: box, rows: counts[0], perRow: counts[1], aspect: aspect, gap: 10, label: 24)
    let panes = (0..<counts[0] * counts[1]).map(grid.box)
    for (number, pane) in panes.enumerated() {
      #expect(pane.low.x >= box.low.x - 1 && pane.high.x <= box.high.x + 1)
      #expect(pane.low.y - 24 >= box.low.y - 1 && pane.high.y <= box.high.y + 1)
      #expect(abs(pane.width / pane.height - aspect) < 0.05)
      for other in panes[..<number] {
        #expect(pane.low.x >= other.high.x || pane.low.y >= other.high.y || pane.high.x <= other.low.x)
      }
    }
  }

  @Test(arguments: [1, 49, 500])
  func timeAxisFindsEveryFrame(frameCount: Int) {
    let axis = TimeAxis(box: Box(x: 17, y: 0, width: 1000, height: 10), frameCount: frameCount)
    for frame in 0..<frameCount { #expect(axis.frame(at: axis.middle(of: frame)) == frame) }
    #expect(axis.frame(at: -1e6) == 0 && axis.frame(at: 1e6) == frameCount - 1)
  }

  @Test func ticksAreRound() {
    #expect(Ticks.step(span: 4.9, count: 9) == 1)
    #expect(Ticks.values(in: -1.1...1.1, count: 3) == [-1, 0, 1])
    #expect(Ticks.label(0.25, step: 0.05) == "0.25")
    #expect(Ticks.label(-3, step: 1) == "−3")
    #expect(Ticks.values(in: 0...0, count: 3).count <= 1)
  }

  @Test func plotsTakeAnyValues() {
    for values in [[], [Float.nan], [3, 3, 3], [-.infinity, 1], [1e30, -1e30]] as [[Float]] {
      let scale = ValueScale(ValueScale.range(of: [Series(name: "a", values: values)]), count: 3)
      #expect(scale.range.lowerBound < scale.range.upperBound)
      #expect(scale.y(scale.range.lowerBound, in: Box(x: 0, y: 0, width: 9, height: 9)) == 9)
    }
  }

  @Test func seriesTellWhatTheModelHasNotSeen() {
    let series = Series(name: "a", values: [0, 2, .nan, -5], trainedRange: -1...1)
    #expect(series.outside == [1, 3])
    #expect(series.value(at: 2) == nil && series.value(at: 9) == nil)
  }

  @Test func longLinesKeepTheirPeaks() {
    var values = (0..<10_000).map { Float($0 % 7) }
    (values[4321], values[8765]) = (99, -99)
    for hole in 5000..<5200 { values[hole] = .nan }
    let outline = Series(name: "a", values: values).outline(stretches: 300)
    #expect(outline.contains(4321) && outline.contains(8765))
    #expect(outline.count <= 2 * 304)
    #expect(outline == outline.sorted() && Set(outline).count == outline.count)
    #expect(outline.contains { values[$0].isNaN })
    #expect(Series(name: "a", values: [1, .nan, 3]).outline(stretches: 300) == [0, 1, 2])
    #expect(Series(name: "a", values: []).outline(stretches: 0).isEmpty)
  }

  @Test func trailsEndAtThePlayHead() {
    let points = Array(0..<1000)
    #expect(PathOverlay.trail(points, upTo: 0, rate: 10) == [0])
    #expect(Array(PathOverlay.trail(points, upTo: 500, rate: 10)) == Array(401...500))
    #expect(PathOverlay.trail(Array(0..<300), upTo: 500, rate: 10).isEmpty)
    #expect(PathOverlay.trail([Int](), upTo: 500, rate: 10).isEmpty)
    // Rates from a file may be anything.
    #expect(Array(PathOverlay.trail(points, upTo: 500, rate: 1e-9)) == [500])
    #expect(PathOverlay.trail(points, upTo: 500, rate: 1e300).count == 501)
  }
}
