/// Fills what is not known of a picture from around, smoothly (pull and push, Gortler et al., The Lumigraph, 1996).
enum HoleFilling {
  /// - Parameter colours: row by row; nil where nothing is known.
  /// - Returns: the known ones as they are, the others from the nearest that are known; black where none is.
  static func filled(_ colours: [SIMD3<Float>?], width: Int, height: Int) -> [SIMD3<Float>] {
    guard colours.contains(where: { $0 == nil }) else { return colours.compactMap { $0 } }
    guard width > 1 || height > 1 else { return colours.map { $0 ?? .zero } }
    let (w, h) = ((width + 1) / 2, (height + 1) / 2)
    var sums = [SIMD4<Float>](repeating: .zero, count: w * h)
    for y in 0..<height {
      for x in 0..<width {
        if let colour = colours[y * width + x] { sums[y / 2 * w + x / 2] += SIMD4(colour, 1) }
      }
    }
    let half = sums.map { (s: SIMD4<Float>) -> SIMD3<Float>? in
      s.w > 0 ? SIMD3(s.x, s.y, s.z) / s.w : nil
    }
    let coarse = filled(half, width: w, height: h)
    return colours.indices.map { colours[$0] ?? between(coarse, w, h, $0 % width, $0 / width) }
  }

  /// The coarse picture at a fine pixel's place, bilinear.
  private static func between(_ coarse: [SIMD3<Float>], _ w: Int, _ h: Int, _ x: Int, _ y: Int) -> SIMD3<Float> {
    // A fine pixel lies a quarter of a coarse one away from the middle of its own.
    let (dx, dy) = (x % 2 == 0 ? -1 : 1, y % 2 == 0 ? -1 : 1)
    let (x0, y0) = (x / 2, y / 2)
    let (x1, y1) = (min(max(x0 + dx, 0), w - 1), min(max(y0 + dy, 0), h - 1))
    let near = coarse[y0 * w + x0] * 0.75 + coarse[y0 * w + x1] * 0.25
    let far = coarse[y1 * w + x0] * 0.75 + coarse[y1 * w + x1] * 0.25
    return near * 0.75 + far * 0.25
  }
}
