import Foundation
import Media
import Testing

@testable import Viewer

@Suite struct SpaceFitTests {
  @Test(arguments: [0.6, 1, 1.8] as [Float], [0, 0.7, 2.5] as [Float])
  func everythingIsSeenAndFillsThePicture(aspect: Float, turn: Float) {
    let points = (0..<50).map { number in
      let n = Float(number)
      return SIMD3<Float>(-1 + 2 * sin(n), 3 + cos(7 * n), 2 + 3 * sin(3 * n + 1))
    }
    var orbit = Orbit()
    orbit.apply(.orbit(SIMD2(turn, 0.1)))
    let view = orbit.view(SpaceFit(points, aspect: aspect, orbit))
    let places = points.compactMap { view.place($0) }
    #expect(places.count == points.count)
    let (x, y) = (places.map { abs($0.x) }.max() ?? 9, places.map { abs($0.y) }.max() ?? 9)
    let edge = SpaceFit.share / 2 + 1e-3
    #expect(x <= edge * aspect && y <= edge)
    #expect(x > edge * aspect - 0.02 || y > edge - 0.02, "something reaches the edge: \(x) \(y)")
  }

  @Test func nothingAndOnePointAreFittedToo() {
    #expect(SpaceFit([], aspect: 1, Orbit()) == .none)
    #expect(SpaceFit([SIMD3(.nan, 0, 0)], aspect: 1, Orbit()) == .none)
    let place = Orbit().view(SpaceFit([SIMD3(3, 4, 5)], aspect: 1, Orbit())).place(SIMD3(3, 4, 5))
    #expect(abs(place?.x ?? 9) < 1e-3 && abs(place?.y ?? 9) < 1e-3)
  }

  /// Turning goes about the middle of what is seen; nearing and moving add up.
  @Test func turningKeepsTheMiddle() throws {
    let fit = SpaceFit(target: SIMD3(1, 2, 3), distance: 4)
    var orbit = Orbit()
    for action in [InputAction.orbit(SIMD2(0.4, 0.2)), .approach(2)] { orbit.apply(action) }
    let place = try #require(orbit.view(fit).place(SIMD3(1, 2, 3)))
    #expect(abs(place.x) < 1e-4 && abs(place.y) < 1e-4 && abs(place.depth - 2) < 1e-4)
    orbit.apply(.shift(SIMD2(0.1, 0)))
    let moved = try #require(orbit.view(fit).place(SIMD3(1, 2, 3)))
    #expect(abs(moved.x - 0.1) < 1e-3)
  }
}

extension DrawingTests {
  @Suite(.serialized) @MainActor struct SpaceTests {
    private func picture(_ source: any FrameSource) throws -> Image {
      let surface = try OffscreenSurface(width: 1280, height: 800, scale: 1)
      var state = Viewer.initialState(source: source, lister: nil, selected: nil)
      _ = state.apply(.layout(.space))
      for _ in 0..<2 { _ = surface.draw(state) }
      return surface.read()
    }

    private func count(_ image: Image, _ color: Color) -> Int {
      (0..<image.height).reduce(0) { sum, y in sum + (0..<930).filter { image[$0, y] == color }.count }
    }

    @Test func withoutAnythingInSpaceThatIsSaid() throws {
      let image = try picture(SquaresSource())
      #expect(count(image, Palette.nightColor) > 200_000)
      #expect(count(image, Color(hex: 0x323945)) < 5_000, "no grid")
    }

    /// The cloud and the cameras lie metres from where a table would be.
    @Test func farAwayScenesAreFitted() throws {
      let image = try picture(ChannelSquares())
      #expect(count(image, ChannelSquares.point) > 100)
    }
  }
}
