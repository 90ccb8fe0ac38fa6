/// The last context frame carried along with the true camera as if all it shows lay on one plane.
///
/// The plane faces that frame's camera at the median depth; each pixel's ray meets it and takes the colour there, the
/// border repeating. With a fixed camera this is copying.
enum FlatWorld {
  /// Nil where a view has no depth or no known camera.
  static func prediction(_ truth: Truth) -> Prediction? {
    var views: [Prediction.View] = []
    for view in truth.views {
      let start = truth.context - 1
      let n = view.clip.pixels
      guard let depth = view.depth, let source = view.camera(at: start),
        let distance = depth[(start * n)..<((start + 1) * n)].map(Double.init).median, distance > 0
      else { return nil }
      let still = view.clip.frame(start)
      let clip = view.clip.dropping(truth.context).replaced { t in
        guard let target = view.camera(at: truth.context + t), target != source else { return still }
        return carried(still, view.clip, from: source, to: target, distance: distance)
      }
      views.append(.init(camera: view.camera, clip: clip))
    }
    return Prediction(views: views)
  }

  private static func carried(
    _ picture: [UInt8], _ clip: Clip, from source: PinholeCamera, to target: PinholeCamera, distance: Double
  ) -> [UInt8] {
    var result = picture
    for y in 0..<clip.height {
      for x in 0..<clip.width {
        let pixel = SIMD2(Double(x) + 0.5, Double(y) + 0.5)
        let eye = source.camera(target.unproject(pixel, depth: 0))
        let ray = source.camera(target.unproject(pixel, depth: 1)) - eye
        guard abs(ray.z) > 1e-9 else { continue }
        let hit = eye + ray * ((distance - eye.z) / ray.z)
        let at = SIMD2(
          source.lens.fx * hit.x / distance + source.lens.cx, source.lens.fy * hit.y / distance + source.lens.cy)
        let colour = sample(picture, clip, at)
        for c in 0..<3 { result[3 * (y * clip.width + x) + c] = FrameFilter.byte(colour[c]) }
      }
    }
    return result
  }

  /// Bilinear, the border repeating.
  private static func sample(_ picture: [UInt8], _ clip: Clip, _ at: SIMD2<Double>) -> SIMD3<Double> {
    let x = max(0, min(Double(clip.width - 1), at.x - 0.5))
    let y = max(0, min(Double(clip.height - 1), at.y - 0.5))
    let (i, j) = (min(Int(x), clip.width - 2), min(Int(y), clip.height - 2))
    let (a, b) = (x - Double(i), y - Double(j))
    func colour(_ u: Int, _ v: Int) -> SIMD3<Double> {
      let p = 3 * (v * clip.width + u)
      return SIMD3(Double(picture[p]), Double(picture[p + 1]), Double(picture[p + 2]))
    }
    let top = colour(i, j) * (1 - a) + colour(i + 1, j) * a
    let bottom = colour(i, j + 1) * (1 - a) + colour(i + 1, j + 1) * a
    return top * (1 - b) + bottom * b
  }
}
