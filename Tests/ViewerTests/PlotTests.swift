import Foundation
import Media
import Testing

@testable import Viewer

extension DrawingTests {
  @Suite(.serialized) @MainActor struct PlotTests {
    /// Upright stretches of plots' ground at the window's right: where each begins from the left, and how high it is.
    private func charts(_ actions: [InputAction]) throws -> [(left: Int, height: Int)] {
      let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).png").path
      defer { unlink(path) }
      try Viewer.screenshot(
        source: SquaresSource(), lister: SquaresSource.lister(), path: path, frame: 30, actions: actions)
      let image = try Image.readPNG(path)
      let ground = Palette.well(.dark)
      var charts: [(left: Int, height: Int)] = []
      var isInside = false
      for y in 0..<680 {
        let row = (932..<1280).filter { image[$0, y] == ground }
        if row.count > 120, let left = row.first {
          if !isInside { charts.append((left, 0)) }
          charts[charts.count - 1].height += 1
          charts[charts.count - 1].left = min(charts[charts.count - 1].left, left)
          isInside = true
        } else if row.count < 20 {
          isInside = false
        }
      }
      return charts
    }

    @Test func plotsStandBelowOneAnotherAndSeveralAreSeen() throws {
      let charts = try charts([])
      #expect(charts.count >= 3, "\(charts)")
      #expect(Set(charts.map(\.left)).count == 1, "\(charts)")
    }

    @Test func aRunBesideIsDrawnAsWell() throws {
      #expect(try charts([.beside("198")]).count >= 3)
      var state = Viewer.initialState(source: SquaresSource(), lister: SquaresSource.lister(), selected: "200")
      for action in [InputAction.beside("196"), .sample(2)] { _ = state.carryOut(action, from: SquaresSource.lister()) }
      let groups = PlotGroups(state, isScored: true)
      #expect(groups.beside == "stack" && groups.groups.count == 3)
      #expect(groups.groups[0].lines.map(\.isBeside) == [false, false, true, true])
      #expect(groups.groups[0].lines.map(\.number) == [0, 1, 0, 1])
      _ = state.apply(.layout(.comparison))
      #expect(PlotGroups(state, isScored: true).beside == nil)
    }
  }
}

@Suite struct PlotGroupTests {
  private func line(_ name: String, _ unit: String, topic: String = "") -> Series {
    Series(name: name, unit: unit, values: [1, 2, 3], topic: topic)
  }

  @Test func linesOfOneTopicAndUnitShareAPlot() {
    let own = [line("psnr", "dB"), line("height", "m", topic: "height"), line("miss", "m"), line("ssim", "")]
    let groups = PlotGroups.groups("Scores", own, [line("miss", "m"), line("gap", "m")], 0.5)
    #expect(groups.map(\.title) == ["Scores · dB", "Height · m", "Scores · m", "Scores"])
    #expect(groups[2].lines.map(\.number) == [0, 0, 1])
    #expect(groups[2].lines.map(\.isBeside) == [false, true, true])
  }

  /// The run beside may have more frames a second, and ends when it ends.
  @Test func linesBesideKeepTheTime() {
    let line = PlotLine(series: line("a", ""), number: 0, isBeside: true, stretch: 0.5)
    #expect(line.value(at: 1) == 3 && line.value(at: 2) == nil)
    let axis = TimeAxis(box: Box(x: 0, y: 0, width: 100, height: 1), frameCount: 10)
    #expect(line.x(of: 2, axis) == axis.middle(of: 1))
  }

  @Test func timesStandWhereTheyBelong() {
    let axis = TimeAxis(box: Box(x: 10, y: 0, width: 300, height: 1), frameCount: 100)
    let places = TimeTicks(axis: axis, rate: 10, first: 20, scale: 1).places
    #expect(places.map(\.time) == [20, 22, 24, 26, 28, 30])
    #expect(places.map(\.x) == [10, 70, 130, 190, 250, 310])
  }
}
