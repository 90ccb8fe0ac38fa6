import Episodes

/// Where pixels of one frame lie in another frame of the same view, if the world stands still.
///
/// A pixel q of the target is lifted with the target's depth and pose into space and projected into the source. It is
/// visible there where the source's depth is within 3% of its own. Where nobody recorded depth, and the camera stands
/// still as far as is known, a pixel lies where it lay, and what keeps its colour is taken for visible.
struct FrameWarp {
  /// Where pixels go in space.
  private struct Space {
    let target, source: PinholeCamera
    let targetDepth, sourceDepth: ArraySlice<Float>
  }

  private let space: Space?
  /// Where there is no depth: which pixels look the same in both frames.
  private let isAlike: [Bool]
  private let width: Int
  private let height: Int
  /// Whether both cameras are the same: then every pixel lies where it lay.
  private let isStill: Bool

  static let depthTolerance = 0.03
  /// Levels of 255 by which a channel may differ where a pixel looks the same.
  static let colourTolerance = 12

  /// Nil where the camera moves without depth, or with depth but no known camera.
  init?(_ view: Truth.View, from s: Int, to t: Int) {
    (width, height) = (view.clip.width, view.clip.height)
    let (source, target) = (view.camera(at: s), view.camera(at: t))
    isStill = source == target
    if let depth = view.depth {
      guard let source, let target else { return nil }
      let n = view.clip.pixels
      space = Space(
        target: target, source: source, targetDepth: depth[(t * n)..<((t + 1) * n)],
        sourceDepth: depth[(s * n)..<((s + 1) * n)])
      isAlike = []
    } else {
      guard isStill else { return nil }
      space = nil
      isAlike = view.clip.withFrame(s) { a in
        view.clip.withFrame(t) { b in
          (0..<view.clip.pixels).map { p in
            (3 * p..<3 * p + 3).allSatisfy { abs(Int(a[$0]) - Int(b[$0])) <= Self.colourTolerance }
          }
        }
      }
    }
  }

  /// The source position of a target pixel; nil where it is hidden or outside.
  func source(x: Int, y: Int) -> SIMD2<Double>? {
    let pixel = SIMD2(Double(x) + 0.5, Double(y) + 0.5)
    guard let space else { return isAlike[y * width + x] ? pixel : nil }
    let depth = Double(space.targetDepth[space.targetDepth.startIndex + y * width + x])
    guard depth > 0 else { return nil }
    if isStill { return agrees(space, x, y, depth) ? pixel : nil }
    let world = space.target.unproject(pixel, depth: depth)
    let z = space.source.camera(world).z
    guard z > 0 else { return nil }
    let at = space.source.project(world)
    guard at.x >= 0.5, at.y >= 0.5, at.x <= Double(width) - 0.5, at.y <= Double(height) - 0.5 else { return nil }
    return agrees(space, min(width - 1, Int(at.x)), min(height - 1, Int(at.y)), z) ? at : nil
  }

  private func agrees(_ space: Space, _ x: Int, _ y: Int, _ depth: Double) -> Bool {
    let seen = Double(space.sourceDepth[space.sourceDepth.startIndex + y * width + x])
    return abs(seen - depth) <= Self.depthTolerance * depth
  }

  /// The source's picture around a target pixel, (side, side); nil where a part of it is hidden.
  func patch(_ frame: GreyFrame, x: Int, y: Int, side: Int) -> [Float]? {
    let half = side / 2
    var values: [Float] = []
    values.reserveCapacity(side * side)
    for v in (y - half)...(y + half) {
      for u in (x - half)...(x + half) {
        if isStill {
          values.append(frame.pixels[v * width + u])
        } else {
          guard let at = source(x: u, y: v), let value = frame.sample(at) else { return nil }
          values.append(value)
        }
      }
    }
    return values
  }
}
