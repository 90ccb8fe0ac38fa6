import Episodes

/// Where pixels of one frame lie in another frame of the same view, if the world stands still.
///
/// A pixel q of the target is lifted with the target's depth and pose into space and projected into the source. It is
/// visible there where the source's depth is within 3% of its own.
struct FrameWarp {
  private let target: PinholeCamera
  private let source: PinholeCamera
  private let targetDepth: ArraySlice<Float>
  private let sourceDepth: ArraySlice<Float>
  private let width: Int
  private let height: Int
  /// Whether both cameras are the same: then every pixel lies where it lay.
  private let isStill: Bool

  static let depthTolerance = 0.03

  /// Nil where the view has no depth or no known camera.
  init?(_ view: Truth.View, from s: Int, to t: Int) {
    guard let depth = view.depth, let source = view.camera(at: s), let target = view.camera(at: t) else { return nil }
    let n = view.clip.pixels
    (self.source, self.target) = (source, target)
    sourceDepth = depth[(s * n)..<((s + 1) * n)]
    targetDepth = depth[(t * n)..<((t + 1) * n)]
    (width, height, isStill) = (view.clip.width, view.clip.height, source == target)
  }

  /// The source position of a target pixel; nil where it is hidden or outside.
  func source(x: Int, y: Int) -> SIMD2<Double>? {
    let pixel = SIMD2(Double(x) + 0.5, Double(y) + 0.5)
    let depth = Double(targetDepth[targetDepth.startIndex + y * width + x])
    guard depth > 0 else { return nil }
    if isStill { return agrees(x, y, depth) ? pixel : nil }
    let world = target.unproject(pixel, depth: depth)
    let z = source.camera(world).z
    guard z > 0 else { return nil }
    let at = source.project(world)
    guard at.x >= 0.5, at.y >= 0.5, at.x <= Double(width) - 0.5, at.y <= Double(height) - 0.5 else { return nil }
    return agrees(min(width - 1, Int(at.x)), min(height - 1, Int(at.y)), z) ? at : nil
  }

  private func agrees(_ x: Int, _ y: Int, _ depth: Double) -> Bool {
    let seen = Double(sourceDepth[sourceDepth.startIndex + y * width + x])
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
