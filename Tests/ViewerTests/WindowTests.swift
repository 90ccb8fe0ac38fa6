import Diagnostics
import Foundation
import TestSupport
import Testing

@testable import Viewer

extension DrawingTests {
  /// The real window on a display in memory.
  @Suite(.serialized) @MainActor struct WindowTests {
    @Test func withoutADisplayTheErrorSaysWhatToDo() throws {
      let error = withEnvironment(["DISPLAY": nil, "WAYLAND_DISPLAY": nil]) {
        #expect(throws: UserError.self) { try Viewer.run(source: SquaresSource()) }
      }
      #expect(error?.fix.contains("--screenshot") == true)
    }

    @Test(.enabled(if: VirtualDisplay.isInstalled, "Xvfb is missing: install the package xvfb"))
    func windowPlaysSwitchesRunsAndCloses() throws {
      let display = try VirtualDisplay()
      defer { display.stop() }
      let script = InputScript([
        (3, .togglePlay), (10, .nextDifference), (15, .sample(2)), (20, .selectRun("198")), (25, .selectRun("197")),
        (30, .toggleHelp), (35, .dismiss), (40, .zoom(factor: 2, around: [0.5, 0.5])), (60, .quit),
      ])
      let pictures = try withEnvironment(["DISPLAY": display.name, "WAYLAND_DISPLAY": nil]) {
        try Viewer.run(source: SquaresSource(), lister: SquaresSource.lister(), script: script)
      }
      #expect(pictures == 60)
    }

    @Test(.enabled(if: VirtualDisplay.isInstalled, "Xvfb is missing: install the package xvfb"))
    func windowShowsTheTruth() throws {
      let display = try VirtualDisplay()
      defer { display.stop() }
      let source = SquaresSource()
      let image = try withEnvironment(["DISPLAY": display.name, "WAYLAND_DISPLAY": nil]) {
        let surface = try WindowSurface(title: "test")
        defer { surface.close() }
        let state = Viewer.initialState(source: source, lister: nil, selected: nil)
        _ = surface.draw(state)
        return try #require(surface.draw(state, capture: true).picture)
      }
      #expect((image.width, image.height) == (1280, 800))
      let pane = try PaneFinder(image).first
      let centre = source.squareCentre(camera: 0, frame: 0, sample: nil) / 128
      // Beside the marker of the path.
      let (x, y) = (
        pane.x + Int((centre.x + 0.06) * Float(pane.width)), pane.y + Int((centre.y + 0.06) * Float(pane.width))
      )
      #expect(image[x, y] == SquaresSource.square)
    }

    /// A run that another program finishes comes into the list of an open window.
    @Test(.enabled(if: VirtualDisplay.isInstalled, "Xvfb is missing: install the package xvfb"))
    func theListIsReadAnewWhereItChanged() throws {
      let display = try VirtualDisplay()
      defer { display.stop() }
      let runs = try SquaresSource.lister().list()
      var (readings, looks) = (0, 0)
      let lister = RunLister(
        list: {
          readings += 1
          return Array(runs.suffix(readings))
        }, load: SquaresSource.lister().load,
        stamp: {
          looks += 1
          return looks < 3 ? "before" : "after"
        })
      _ = try withEnvironment(["DISPLAY": display.name, "WAYLAND_DISPLAY": nil]) {
        try Viewer.run(
          source: SquaresSource(), lister: lister, script: InputScript(), timed: TimedScript([(4.5, .quit)]))
      }
      #expect(looks >= 3)
      #expect(readings == 2, "the list was read \(readings) times; it changed once")
    }

    private func withEnvironment<Result>(_ values: [String: String?], _ body: () throws -> Result) rethrows -> Result {
      let before = values.keys.map { ($0, ProcessInfo.processInfo.environment[$0]) }
      for (name, value) in values { set(name, value) }
      defer { for (name, value) in before { set(name, value) } }
      return try body()
    }

    private func set(_ name: String, _ value: String?) {
      if let value { setenv(name, value, 1) } else { unsetenv(name) }
    }
  }
}
