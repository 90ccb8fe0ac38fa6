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
      #expect(!seen.contains(.samples) && seen.contains(.wipe))
      #expect(ViewLayout.comparison.next(samples: 0) == .onion)
    }
  }
}
