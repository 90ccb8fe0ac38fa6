import Foundation
import Media
import Testing

@testable import Viewer

extension DrawingTests {
  /// Every layout's picture, with pixels checked where they tell.
  @Suite(.serialized) @MainActor struct LayoutPictureTests {
    private func picture(_ actions: [InputAction], frame: Int = 40, samples: Int = 4) throws -> Image {
      let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).png").path
      defer { unlink(path) }
      try Viewer.screenshot(
        source: SquaresSource(sampleCount: samples), lister: SquaresSource.lister(), path: path, frame: frame,
        actions: actions + [.toggleOverlays, .toggleSmoothing])
      return try Image.readPNG(path)
    }

    @Test func samplesStandBesideTheTruth() throws {
      let image = try picture([.layout(.samples)])
      let finder = PaneFinder(image)
      #expect(finder.places.count == 5)
      let source = SquaresSource()
      for (number, pane) in finder.places.enumerated() {
        let centre = source.squareCentre(camera: 0, frame: 40, sample: number == 0 ? nil : number - 1) / 128
        let (x, y) = (pane.x + Int(centre.x * Float(pane.width)), pane.y + Int(centre.y * Float(pane.width)))
        #expect(image[x, y] == SquaresSource.square, "pane \(number)")
      }
    }

    @Test func spreadIsDarkWhereSamplesAgree() throws {
      let source = SquaresSource()
      let images = try (0..<4).map { try #require(try source.prediction(sample: $0, camera: 0, frame: 40)) }
      let spread = Image.spread(images)
      #expect(spread[2, 2] == ColorMap.magnitude(0))
      // The samples' squares part at the left edge of the first one.
      let centre = source.squareCentre(camera: 0, frame: 40, sample: 0)
      #expect(spread[Int(centre.x) + 8, Int(centre.y) - 8] != ColorMap.magnitude(0))
      #expect(Image.mean([images[0], images[0]]) == images[0])
      #expect(Image.mean(images)[2, 2] == SquaresSource.ground)
      _ = try picture([.layout(.ensemble)])
    }

    @Test func depthAndSegmentsStandBesideTheTruth() throws {
      let image = try picture([.layout(.channels)])
      let finder = PaneFinder(image)
      #expect(finder.places.count == 1, "the others are no pictures of the scene")
      let pane = try finder.first
      let y = pane.y + pane.width / 2
      #expect(image[pane.x + pane.width * 31 / 20, y] == ColorMap.magnitude(0.98))
      #expect(image[pane.x + pane.width * 52 / 20, y] == Color.distinct[1])
    }

    @Test func driftIsDrawnOverPredictionsAlone() throws {
      let (plain, image) = (try picture([]), try picture([.toggleDrift]))
      let finder = PaneFinder(plain)
      let scale = Float(try finder.first.width) / 128
      // Midway on a line of 20 pixels, four times the drift.
      let place = { (pane: PaneFinder.Place) in (pane.x + Int(30 * scale), pane.y + Int(20 * scale)) }
      let (truth, prediction) = (place(try finder.first), place(try finder.second))
      #expect(image[truth.0, truth.1] == plain[truth.0, truth.1])
      let colors = (-2...2).map { image[prediction.0, prediction.1 + $0] }
      #expect(colors.contains(Color(hex: 0xE69F00)), "\(colors)")
    }

    @Test func touchedThingsAreRingedInTruthAlone() throws {
      let (plain, image) = (try picture([]), try picture([.toggleContacts]))
      let finder = PaneFinder(plain)
      let scale = Float(try finder.first.width) / 128
      let disc = SquaresSource().discCentre(camera: 0, frame: 40, sample: nil)
      // The widest ring reaches 22 of the window's dots from the middle.
      let place = { (pane: PaneFinder.Place) in (pane.x + Int(disc.x * scale) + 22, pane.y + Int(disc.y * scale)) }
      let (truth, prediction) = (place(try finder.first), place(try finder.second))
      #expect((-2...2).map { image[truth.0 + $0, truth.1] }.contains(Palette.touchedColor))
      #expect(image[prediction.0, prediction.1] == plain[prediction.0, prediction.1])
    }

    /// The same truth stands once; a sample that the run beside lacks gives way to its last.
    @Test func aSecondRunStandsBesideInStep() throws {
      let source = SquaresSource()
      let image = try picture([.beside("198"), .sample(3)])
      let finder = PaneFinder(image)
      #expect(finder.places.count == 3)
      for (pane, sample) in zip(finder.places, [nil, 3, 1]) {
        let centre = source.squareCentre(camera: 0, frame: 40, sample: sample) / 128
        let (x, y) = (pane.x + Int(centre.x * Float(pane.width)), pane.y + Int(centre.y * Float(pane.width)))
        #expect(image[x, y] == SquaresSource.square, "sample \(sample ?? -1)")
      }
    }

    @Test func aRunBesideWithAnotherTruthShowsItUntilItEnds() throws {
      #expect(PaneFinder(try picture([.beside("196")], frame: 10)).places.count == 4)
      #expect(PaneFinder(try picture([.beside("196")], frame: 30)).places.count == 2)
    }

    @Test func wipeShowsTruthLeftAndPredictionRight() throws {
      let source = SquaresSource()
      for (place, sample) in [(Float(1), nil), (0, 0)] as [(Float, Int?)] {
        let image = try picture([.layout(.wipe), .wipe(place)])
        let pane = try #require(PaneFinder(image).places.first)
        let centre = source.squareCentre(camera: 0, frame: 40, sample: sample) / 128
        let (x, y) = (pane.x + Int(centre.x * Float(pane.width)), pane.y + Int(centre.y * Float(pane.width)))
        #expect(image[x, y] == SquaresSource.square)
      }
    }

    @Test func blinkTakesTurns() {
      var state = Viewer.initialState(source: SquaresSource(), lister: nil, selected: nil)
      _ = state.apply(.layout(.blink))
      var turns: [Bool] = []
      for _ in 0..<4 {
        turns.append(state.blinksTruth)
        _ = state.advance(by: ViewerState.blinkTime)
      }
      #expect(turns == [false, true, false, true])
    }

    @Test func onionSkinsKeepTheNewestStrongest() throws {
      let (a, b) = (Image(width: 2, height: 2, fill: Color(200, 0, 0)), Image(width: 2, height: 2))
      #expect(a.onion(over: [])[0, 0] == Color(200, 0, 0))
      #expect(a.onion(over: [a, a])[1, 1] == Color(200, 0, 0))
      #expect(a.onion(over: [b, b])[0, 0] == Color(100, 0, 0))
      _ = try picture([.layout(.onion)])
    }

    @Test func layoutsGoRoundWithoutTheUselessOnes() {
      var seen: [ViewLayout] = [.comparison]
      repeat { seen.append(seen[seen.count - 1].next(samples: 1)) } while seen.last != .comparison
      #expect(!seen.contains(.samples) && seen.contains(.wipe) && !seen.contains(.channels))
      #expect(ViewLayout.onion.next(samples: 1, hasChannels: true) == .channels)
      #expect(ViewLayout.comparison.next(samples: 0) == .onion)
    }
  }
}

@Suite struct RunListTests {
  private static let skills: [Double?] = [0.5, -0.2, 0.9, nil]

  private let runs: [ListedRun] = (0..<4).map { (number: Int) -> ListedRun in
    let skill = RunListTests.skills[number]
    let date = Date(timeIntervalSince1970: 1000 - Double(number))
    let scenario = number % 2 == 0 ? "push-cube" : "reach"
    // What lies nearest to truth has the least error.
    var scores = ["psnr": ListedRun.Score(20)]
    if let skill { scores = ["skill": .init(skill), "error": .init(1 - skill, isHigherBetter: false)] }
    return ListedRun(id: "\(number)", scenario: scenario, model: "tabletop", date: date, scores: scores)
  }

  @Test func ordersPutWhatIsAskedForFirst() {
    #expect(RunOrder.newest.arranged(runs, matching: "", by: nil).map(\.id) == ["0", "1", "2", "3"])
    #expect(RunOrder.worst.arranged(runs, matching: "", by: "skill").map(\.id) == ["1", "0", "2", "3"])
    #expect(RunOrder.best.arranged(runs, matching: "", by: "skill").map(\.id) == ["2", "0", "1", "3"])
    #expect(RunOrder.worst.arranged(runs, matching: "", by: "error").map(\.id) == ["1", "0", "2", "3"])
    #expect(RunOrder.best.arranged(runs, matching: "", by: "error").map(\.id) == ["2", "0", "1", "3"])
    #expect(RunOrder.worst.arranged(runs, matching: "CUBE table", by: "skill").map(\.id) == ["0", "2"])
  }

  @Test func goingThroughTheListFollowsItsOrder() {
    var state = Viewer.initialState(source: SquaresSource(), lister: nil, selected: "1")
    state.list.runs = runs
    for action in [InputAction.scoreRuns("skill"), .orderRuns(.worst)] { _ = state.apply(action) }
    #expect(state.apply(.nextRun(1)) == .load("0"))
    #expect(state.apply(.nextRun(-1)) == nil)
    _ = state.apply(.orderRuns(.worst))
    #expect(state.list.order == .newest && state.apply(.nextRun(1)) == .load("2"))
  }

  @Test func theCommandShowsTheSame() {
    var state = Viewer.initialState(source: SquaresSource(), lister: nil, selected: "2024")
    for action in [InputAction.seek(7), .sample(1), .layout(.wipe)] { _ = state.apply(action) }
    #expect(state.command == "orrery view 2024 --frame 7 --sample 2 --layout wipe")
  }

  @Test func marksComeAndGo() {
    var state = Viewer.initialState(source: SquaresSource(), lister: nil, selected: nil)
    _ = state.apply(.mark(camera: 1, [0.5, 0.5]))
    #expect(state.mark?.camera == 1)
    _ = state.apply(.mark(camera: 1, [0.505, 0.5]))
    #expect(state.mark == nil)
  }

  @Test func scriptsKeepTheirTime() {
    var script = TimedScript([(2, .quit), (0.5, .togglePlay), (0.5, .step(2))])
    #expect(script.take(until: 0.4) == [])
    #expect(script.take(until: 1) == [.togglePlay, .step(2)])
    #expect(script.next == 2)
    #expect(Shortcut.action(named: "space") == .togglePlay && Shortcut.action(named: "v") == .nextLayout)
    #expect(Shortcut.action(named: "jump") == nil)
  }

  /// A camera's pixel and depth give the point back, and another camera sees it on the epipolar line.
  @Test func camerasUndoThemselves() throws {
    let c = Float(0.8)
    let s = Float(0.6)
    let camera = SpaceCamera(
      fx: 100, fy: 110, cx: 64, cy: 60,
      rows: [SIMD4(c, 0, -s, 0.1), SIMD4(0, 1, 0, -0.2), SIMD4(s, 0, c, 0.5)])
    let point = SIMD3<Float>(0.3, 0.1, 0.9)
    let pixel = try #require(camera.pixel(point))
    let depth = s * point.x + c * point.z + 0.5
    let back = camera.point(pixel, depth: depth)
    let miss = back - point
    #expect((miss * miss).sum() < 1e-8)
    #expect(camera.pixel(camera.centre - SIMD3(s, 0, c)) == nil)
  }
}
