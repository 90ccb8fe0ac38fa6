import Diagnostics
import Foundation
import Media
import Testing

@testable import Viewer

/// One after the other: Dear ImGui and the display variables belong to the whole process.
@Suite(.serialized) @MainActor struct DrawingTests {
  private func picture(_ source: SquaresSource, frame: Int, actions: [InputAction] = []) throws -> Image {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).png").path
    defer { unlink(path) }
    try Viewer.screenshot(source: source, lister: SquaresSource.lister(), path: path, frame: frame, actions: actions)
    return try Image.readPNG(path)
  }

  @Test(arguments: [0, 20, 48])
  func truthStandsInItsPane(frame: Int) throws {
    let source = SquaresSource()
    let image = try picture(source, frame: frame, actions: [.toggleOverlays, .toggleSmoothing])
    #expect((image.width, image.height) == (1280, 800))
    let pane = try PaneFinder(image).first
    let centre = source.squareCentre(camera: 0, frame: frame, sample: nil) / 128
    let (x, y) = (pane.x + Int(centre.x * Float(pane.width)), pane.y + Int(centre.y * Float(pane.width)))
    #expect(image[x, y] == SquaresSource.square)
    // Twelve pixels beside the centre the square has ended.
    let beside = pane.width * 13 / 128
    #expect(image[x, y - beside] == SquaresSource.ground)
  }

  @Test func predictionAndDifferenceShowTheDrift() throws {
    let source = SquaresSource(sampleCount: 2)
    let frame = 48
    let image = try picture(source, frame: frame, actions: [.sample(1), .toggleOverlays])
    let pane = try PaneFinder(image).second
    let centre = source.squareCentre(camera: 0, frame: frame, sample: 1) / 128
    #expect(
      image[pane.x + Int(centre.x * Float(pane.width)), pane.y + Int(centre.y * Float(pane.width))]
        == SquaresSource.square)
  }

  @Test func sameStateGivesSamePicture() throws {
    #expect(try picture(SquaresSource(), frame: 17) == picture(SquaresSource(), frame: 17))
  }

  /// Grounds turn light, pictures stay as they are, and nothing stays light afterwards.
  @Test func lightColoursChangeTheGroundsAlone() throws {
    let dark = try picture(SquaresSource(), frame: 17)
    let light = try picture(SquaresSource(), frame: 17, actions: [.theme(.light)])
    let corner = light[2, light.height - 3]
    #expect(corner == Color(hex: 0xF4F2ED) && dark[2, dark.height - 3] == Color(hex: 0x14171C))
    let pane = try PaneFinder(dark).first
    for (x, y) in [(8, 8), (pane.width / 2, pane.width / 2), (pane.width - 8, pane.width / 2)] {
      #expect(light[pane.x + x, pane.y + y] == dark[pane.x + x, pane.y + y])
    }
    #expect(try picture(SquaresSource(), frame: 17, actions: [.theme(.light), .nextTheme]) == dark)
  }

  @Test func scaleEnlargesEverything() throws {
    let surface = try OffscreenSurface(width: 1600, height: 1000, scale: 1.25)
    _ = surface.draw(Viewer.initialState(source: SquaresSource(), lister: nil, selected: nil))
    let pane = try PaneFinder(surface.read()).first
    #expect(pane.width > 250)
  }

  @Test func brokenFramesAndOddSourcesAreShownAsText() throws {
    let broken = SquaresSource()
    broken.brokenFrame = 12
    _ = try picture(broken, frame: 12)
    _ = try picture(SquaresSource(cameras: [], frameCount: 1), frame: 0)
    _ = try picture(SquaresSource(cameras: ["front"], frameCount: 1, sampleCount: 0, width: 3, height: 200), frame: 0)
    _ = try picture(SquaresSource(), frame: 3, actions: [.toggleHelp])
    #expect(throws: UserError.self) {
      try Viewer.screenshot(source: SquaresSource(), path: "/tmp/never.png", width: 0, height: 10)
    }
  }

  @Test func clickingTheScrubberSeeks() throws {
    // A press and a release over the middle of the time line, through Dear ImGui itself.
    let surface = try OffscreenSurface(width: 1280, height: 800, scale: 1)
    let state = Viewer.initialState(source: SquaresSource(), lister: nil, selected: nil)
    let place = Point(640, 740)
    for _ in 0..<3 { #expect(surface.draw(state, pointer: place).isEmpty) }
    let actions = surface.draw(state, pointer: place, isPressed: true)
    #expect(actions.contains(.seek(24)))
  }

  @Test func sixPanesAreDrawnFastEnough() throws {
    let surface = try OffscreenSurface(width: 1280, height: 800, scale: 1)
    var state = Viewer.initialState(source: SquaresSource(), lister: SquaresSource.lister(), selected: nil)
    let rates = (0..<5).map { _ in
      let start = ProcessInfo.processInfo.systemUptime
      for _ in 0..<20 {
        _ = state.apply(.step(1))
        _ = surface.draw(state)
      }
      _ = surface.read()
      return 20 / (ProcessInfo.processInfo.systemUptime - start)
    }
    let best = rates.max() ?? 0
    print(String(format: "viewer: %.0f pictures/s of 1280x800 with 6 panes", best))
    // Eighty on one idle core; tests share theirs.
    #expect(best > 5)
  }
}
