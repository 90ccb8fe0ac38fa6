import Media
import Testing

@testable import Viewer

extension DrawingTests {
  @Suite(.serialized) @MainActor struct ChannelTests {
    private func picture(_ actions: [InputAction]) throws -> Image {
      let surface = try OffscreenSurface(width: 1280, height: 800, scale: 1)
      var state = Viewer.initialState(source: ChannelSquares(), lister: nil, selected: nil)
      for action in [.layout(.channels), .toggleSmoothing] + actions { _ = state.apply(action) }
      for _ in 0..<2 { _ = surface.draw(state) }
      return surface.read()
    }

    /// A quarter of the picture's height each: background, arm, cube, ball.
    @Test(arguments: Theme.allCases)
    func segmentsHaveTheirThingsColours(theme: Theme) throws {
      let image = try picture([.toggleOverlays, .theme(theme)])
      let colors = ObjectColors(["ball", "cube"], ["arm"])
      let pane = try PaneFinder(image).first
      let x = pane.x + pane.width * 52 / 20
      for (quarter, name) in [(1, "arm"), (2, "cube"), (3, "ball")] {
        #expect(image[x, pane.y + pane.width * (2 * quarter + 1) / 8] == colors.color(of: name), "\(name)")
      }
    }

    /// Below the last picture, which the scene's second camera has, stand the three colours.
    @Test func aLegendTellsTheColours() throws {
      let image = try picture([.toggleOverlays])
      let colors = ObjectColors(["ball", "cube"], ["arm"])
      let pane = try PaneFinder(image).first
      let left = pane.x + 2 * (pane.width + 10)
      // From below: legend, then the last third of the last picture.
      let legend = (0..<image.height).reversed().first { y in image[left + 7, y] == colors.color(of: "arm") }
      let foot = try #require(legend)
      let row = (left..<left + pane.width).map { image[$0, foot - 3] }
      for name in ["arm", "cube", "ball"] { #expect(row.contains(colors.color(of: name)), "\(name)") }
    }

    @Test func depthBarsRunFromNearToFar() throws {
      #expect(ColorBar(depth: 0.5...2, scale: 1).low == "0.500")
      #expect(ColorBar(depth: 0.5...2, scale: 1).high == "2.00 m")
      let image = try picture([])
      let pane = try PaneFinder(image).first
      let right = pane.x + pane.width * 2 + 10
      let label = (pane.y - 20..<pane.y - 2).flatMap { y in (right - 130..<right).map { image[$0, y] } }
      #expect(label.contains(ColorMap.magnitude(0.98)) && label.contains(ColorMap.magnitude(0.08)))
    }
  }
}
