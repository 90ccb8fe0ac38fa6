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

  /// A run that does not open is no wall: the next key goes on behind it.
  @Test func goingOnPassesARunThatIsBroken() {
    let lister = SquaresSource.lister()
    var state = Viewer.initialState(source: SquaresSource(), lister: lister, selected: "198")
    _ = state.carryOut(.nextRun(1), from: lister)
    #expect(state.message?.isError == true && state.selectedRun == "198")
    _ = state.carryOut(.nextRun(1), from: lister)
    #expect(state.message == nil && state.selectedRun == "196")
  }

  @Test func camerasAreShownOneAfterAnother() {
    var state = state()
    let count = SquaresSource().cameras.count
    let shown = (0...count).map { _ -> Int? in
      _ = state.apply(.nextCamera)
      return state.camera
    }
    #expect(shown == (0..<count).map { $0 } + [nil])
    _ = state.apply(.camera(99))
    #expect(state.camera == nil)
  }

  @Test func theCommandTellsEverythingThatWasChanged() throws {
    var state = state()
    let wanted: [InputAction] = [
      .seek(3), .theme(.light), .camera(1), .toggleOverlays, .toggleDrift, .toggleContacts, .toggleSmoothing,
      .zoom(factor: 2, around: [0.25, 0.75]), .mark(camera: 0, [0.5, 0.25]),
    ]
    for action in wanted { _ = state.apply(action) }
    let command = try #require(state.command)
    // Its actions, read back, lead to the same.
    var other = self.state()
    _ = other.apply(.seek(3))
    _ = other.apply(.theme(.light))
    for text in command.split(separator: "'").enumerated().filter({ $0.offset % 2 == 1 }).map(\.element) {
      _ = other.apply(try #require(InputAction(parsing: String(text)), "\(text)"))
    }
    #expect(command.contains("--theme light") && command == other.command)
    #expect(other.zoom == state.zoom && other.mark == state.mark && other.camera == 1)
    #expect(other.showsDrift && other.showsContacts && !other.showsOverlays && !other.isSmooth)
  }

  @Test func aSuiteIsBrowsedTheWorstFirst() {
    let scores: [Double?] = [0.5, 0.1, nil, 0.9]
    let runs = scores.enumerated().map { number, skill in
      ListedRun(
        id: "s\(number)", scenario: "e\(number)", model: "m", date: .distantPast,
        scores: skill.map { ["psnr": .init(20), "reprojection_px": .init($0, isHigherBetter: false)] } ?? [:],
        suite: "suite-1")
    }
    let own = ListedRun(id: "own", scenario: "push", model: "m", date: .distantPast)
    let lister = RunLister(
      list: { [own] + runs }, load: { _ in SquaresSource() }, suites: { [ListedSuite(id: "suite-1", title: "heldout")] }
    )
    var state = Viewer.initialState(source: SquaresSource(), lister: lister, selected: "own")
    #expect(state.list.shown.map(\.id) == ["own"])
    #expect(state.carryOut(.suite("suite-1"), from: lister) == nil)
    #expect(state.list.score == "psnr" && state.list.scoreNames == ["psnr", "reprojection_px"])
    _ = state.carryOut(.scoreRuns("reprojection_px"), from: lister)
    #expect(state.list.shown.map(\.id) == ["s3", "s0", "s1", "s2"])
    // An episode of it was opened with it, and the list goes on from there.
    #expect(state.list.shown.contains { $0.id == state.selectedRun })
    // Opened by one of its episodes, the window lists the suite.
    let opened = Viewer.initialState(source: SquaresSource(), lister: lister, selected: "s1")
    #expect(opened.list.suite == "suite-1" && opened.list.order == .worst)
    _ = state.carryOut(.suite(nil), from: lister)
    #expect(state.list.shown.map(\.id) == ["own"] && state.selectedRun == "own")
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
