import Testing

@testable import Viewer

@Suite struct ViewerStateTests {
  private func state() -> ViewerState {
    Viewer.initialState(source: SquaresSource(), lister: SquaresSource.lister(), selected: "200")
  }

  @Test func switchingRunsKeepsHowOneLooks() {
    var state = state()
    for action in [InputAction.seek(30), .faster, .sample(2), .toggleOverlays, .nextDifference] {
      _ = state.apply(action)
    }
    state.load("199", from: SquaresSource.lister())
    #expect(state.selectedRun == "199" && state.source?.title == "pick-cylinder")
    #expect(state.playhead.frame == 30 && state.playhead.speed == 2 && state.sample == 2)
    #expect(!state.showsOverlays && state.difference == .signed)
    state.show(SquaresSource(frameCount: 12, sampleCount: 1))
    #expect(state.playhead.frame == 11 && state.sample == 0)
  }

  @Test func failuresBecomeMessagesAndLeaveTheRunShown() throws {
    var state = state()
    state.load("197", from: SquaresSource.lister())
    let message = try #require(state.message)
    #expect(message.isError && message.text.contains("runs/197/sample-0.mkv"))
    #expect(state.selectedRun == "200" && state.source?.title == "push-cube")
    struct Broken: Error {}
    let empty = Viewer.initialState(
      source: nil, lister: RunLister(list: { throw Broken() }, load: { _ in SquaresSource() }), selected: nil)
    #expect(empty.message?.isError == true && empty.source == nil)
  }

  @Test func withoutASourceTheNewestRunIsShown() {
    let state = Viewer.initialState(source: nil, lister: SquaresSource.lister(), selected: nil)
    #expect(state.selectedRun == "200" && state.source != nil)
  }

  @Test func escapeClosesTheHelpFirst() {
    var state = state()
    let results = [InputAction.toggleHelp, .dismiss, .dismiss].map { (state.apply($0), state.showsHelp) }
    #expect(results.map(\.0) == [nil, nil, .quit])
    #expect(results.map(\.1) == [true, false, false])
  }

  @Test func screenshotsTakeTheTitleAndFrameAsTheirName() {
    var state = ViewerState()
    state.show(SquaresSource(title: "Push cube/№ 2"))
    _ = state.apply(.seek(7))
    #expect(ScreenshotFile.freeName(for: state) == "orrery-push-cube---2-7.png")
  }

  @Test func theListsNextRunStandsBeside() {
    let lister = SquaresSource.lister(3)
    var state = Viewer.initialState(source: SquaresSource(), lister: lister, selected: "199")
    for expected in ["198", "200", "198"] {
      _ = state.carryOut(.nextBeside, from: lister)
      #expect(state.beside?.id == expected && state.layout == .pair)
    }
    #expect(state.command == "orrery view 199 --frame 0 --beside 198")
    #expect(state.beside?.sharesTruth == true)
    _ = state.carryOut(.selectRun("200"), from: lister)
    #expect(state.beside?.id == "198" && state.selectedRun == "200")
    _ = state.carryOut(.alone, from: lister)
    #expect(state.beside == nil && state.layout == .comparison)
  }

  @Test func aRunThatCannotStandBesideIsAMessage() {
    var state = state()
    _ = state.carryOut(.beside("197"), from: SquaresSource.lister())
    #expect(state.beside == nil && state.layout == .comparison && state.message?.isError == true)
    #expect(state.carryOut(.quit, from: nil) == .quit)
  }

  @Test func missingSamplesAreIgnored() {
    var state = state()
    _ = state.apply(.sample(9))
    _ = state.apply(.sample(-1))
    #expect(state.sample == 0)
  }

  @Test func zoomKeepsThePlacePointedAt() {
    var zoom = Zoom()
    let place = SIMD2<Float>(0.3, 0.8)
    func pointer(_ zoom: Zoom) -> SIMD2<Float> { (place - zoom.low) / (zoom.high - zoom.low) }
    let before = pointer(zoom)
    zoom.magnify(by: 4, around: place)
    #expect((pointer(zoom) - before).length < 1e-5)
    zoom.move(by: [9, -9])
    #expect(zoom.high.x <= 1.0001 && zoom.low.y >= -0.0001)
    zoom.magnify(by: 0.001, around: place)
    #expect(zoom == Zoom())
  }
}
