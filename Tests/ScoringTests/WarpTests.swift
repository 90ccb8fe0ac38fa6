import Episodes
import Foundation
import Testing

@testable import Scoring

/// `FrameWarp` against OpenCV's projection and `remap`; see `python/golden/make_patch_golden.py`.
@Suite struct WarpTests {
  private func cases() throws -> [GoldenWarps.Case] { try Golden.load("warps", as: GoldenWarps.self).cases }

  private func warp(_ each: GoldenWarps.Case) throws -> (warp: FrameWarp, source: GreyFrame) {
    let picture = each.image.flatMap { [$0, $0, $0] }
    let view = Truth.View(
      camera: "front", clip: try Clip(frames: 2, height: each.height, width: each.width, bytes: picture + picture),
      depth: GoldenWarps.Case.floats(each.sourceDepth) + GoldenWarps.Case.floats(each.targetDepth),
      intrinsics: Intrinsics(fx: each.lens[0], fy: each.lens[1], cx: each.lens[2], cy: each.lens[3]),
      extrinsics: [Extrinsics(worldToCamera: each.source), Extrinsics(worldToCamera: each.target)])
    return (try #require(FrameWarp(view, from: 0, to: 1)), GreyFrame(view.clip, frame: 0))
  }

  @Test func pixelsGoWhereOpenCVProjectsThem() throws {
    for each in try cases() {
      let warp = try warp(each).warp
      let wanted = GoldenWarps.Case.floats(each.positions)
      var hidden = 0
      for p in 0..<each.height * each.width {
        let at = SIMD2(Double(wanted[2 * p]), Double(wanted[2 * p + 1]))
        guard let found = warp.source(x: p % each.width, y: p / each.width) else {
          #expect(at.x.isNaN, "\(each.name): pixel \(p) is visible")
          hidden += 1
          continue
        }
        // Positions are kept in 32 bits: 24 px to 1e-6.
        #expect((found - at).length < 1e-5, "\(each.name): pixel \(p) at \(found), not \(at)")
      }
      #expect(hidden > 0 && hidden < each.height * each.width / 2, "\(each.name)")
    }
  }

  @Test func carriedPicturesEqualOpenCVsRemap() throws {
    // `remap` rounds positions to 1/32 px; only the sideways step lies on that grid.
    let tolerances = ["aside": 1e-4, "turned": 5e-3, "board": 5e-3]
    for each in try cases() {
      let (warp, source) = try warp(each)
      let wanted = GoldenWarps.Case.floats(each.values)
      let tolerance = try #require(tolerances[each.name])
      var count = 0
      for y in 2..<each.height - 2 {
        for x in 2..<each.width - 2 {
          guard let patch = warp.patch(source, x: x, y: y, side: 5) else { continue }
          count += 1
          for (i, value) in patch.enumerated() {
            let theirs = wanted[(y - 2 + i / 5) * each.width + x - 2 + i % 5]
            #expect(abs(Double(value - theirs)) < tolerance, "\(each.name) at \(x), \(y)")
          }
        }
      }
      #expect(count > 50, "\(each.name)")
    }
  }
}
