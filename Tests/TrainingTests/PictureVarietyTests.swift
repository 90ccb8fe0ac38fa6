import Episodes
import TensorCore
import Testing

@testable import Training

@Suite struct PictureVarietyTests {
  /// Two frames: a ramp of columns, a ramp of rows.
  private var view: Episode.View {
    let (width, height) = (48, 32)
    var rgb: [UInt8] = []
    for frame in 0..<2 {
      for y in 0..<height {
        for x in 0..<width { rgb += [UInt8](repeating: UInt8(60 + 2 * (frame == 0 ? x : y)), count: 3) }
      }
    }
    return Episode.View(camera: "front", width: width, height: height, rgb: rgb)
  }

  private func grey(_ view: Episode.View, frame: Int, x: Int, y: Int) -> Double {
    let at = frame * view.frameBytes + (y * view.width + x) * 3
    return Double(view.rgb[at]) + Double(view.rgb[at + 1]) + Double(view.rgb[at + 2])
  }

  /// Of a ramp, moving, zooming and lighting leave a ramp: seen from the middle, its step from pixel to pixel is the
  /// same everywhere and in both frames, as one camera's is.
  @Test(arguments: 0..<6 as Range<UInt32>) func allFramesAreSeenByOneCamera(seed: UInt32) {
    let varied = PictureVariety(random: Philox(seed: seed, stream: 0))(view)
    #expect((varied.width, varied.height, varied.rgb.count) == (view.width, view.height, view.rgb.count))
    let across = (grey(varied, frame: 0, x: 34, y: 16) - grey(varied, frame: 0, x: 14, y: 16)) / 20
    let down = (grey(varied, frame: 1, x: 24, y: 26) - grey(varied, frame: 1, x: 24, y: 6)) / 20
    #expect(abs(across - down) < 0.35, "steps of \(across) and \(down)")
    #expect(across > 6 * 0.75 && across < 6 * 1.3)
    // Rows of the first frame, columns of the second are all alike.
    #expect(grey(varied, frame: 0, x: 20, y: 3) == grey(varied, frame: 0, x: 20, y: 28))
    #expect(grey(varied, frame: 1, x: 3, y: 20) == grey(varied, frame: 1, x: 40, y: 20))
  }

  @Test func theSameNumbersGiveTheSamePicturesAndOthersDoNot() {
    func pictures(_ seed: UInt32) -> [UInt8] { PictureVariety(random: Philox(seed: seed, stream: 0))(view).rgb }
    #expect(pictures(1) == pictures(1))
    #expect(pictures(1) != pictures(2))
    #expect(pictures(1) != view.rgb)
  }
}
