/// Takes the object that truth moves farthest out of the pictures, and may put it back elsewhere.
///
/// Where it was, each pixel gets the colour that the same place has in the nearest frame that shows background there, or
/// that of the nearest background to its side. The gap is right for a fixed camera and plausible for a moving one.
struct ObjectEraser {
  private let truth: Truth
  private let object: Int
  private let label: UInt8

  /// Nil where no view has a segmentation or truth moves no object by more than 3 cm.
  init?(_ truth: Truth) {
    let ways = truth.objects.map { ObjectTruth.displacement($0, truth, within: truth.horizon) }
    guard truth.views.contains(where: { $0.segmentation != nil }),
      let object = ways.indices.max(by: { ways[$0] < ways[$1] }), ways[object] > ObjectTruth.leastMove,
      let label = truth.label(of: truth.objects[object].name)
    else { return nil }
    (self.truth, self.object, self.label) = (truth, object, label)
  }

  /// Without the object from the onset on, or with it displaced.
  func prediction(returning: Bool) -> Prediction {
    let first = truth.context + Int((CorruptionStrength.onset * Double(truth.horizon)).rounded(.down))
    let sign = returning ? direction(from: first) : 1
    return Prediction(
      views: truth.views.map { view in
        let clip = view.clip.dropping(truth.context)
        return .init(
          camera: view.camera,
          clip: clip.replaced { t in
            let time = truth.context + t
            guard time >= first, let labels = view.segmentation else { return clip.frame(t) }
            var picture = filled(view, labels, time)
            if returning { paste(view, labels, time, jump(view, time, sign), into: &picture) }
            return picture
          })
      })
  }

  /// The sign of the jump that keeps the object inside more of the pictures.
  private func direction(from first: Int) -> Double {
    func inside(_ sign: Double) -> Int {
      truth.views.reduce(0) { count, view in
        guard let labels = view.segmentation else { return count }
        let (dx, dy) = jump(view, first, sign)
        return count
          + pixels(view, labels, first).filter { p in
            let (x, y) = (p % view.clip.width + dx, p / view.clip.width + dy)
            return x >= 0 && y >= 0 && x < view.clip.width && y < view.clip.height
          }.count
      }
    }
    return inside(1) >= inside(-1) ? 1 : -1
  }

  private func pixels(_ view: Truth.View, _ labels: [UInt8], _ t: Int) -> [Int] {
    (0..<view.clip.pixels).filter { labels[t * view.clip.pixels + $0] == label }
  }

  /// Whole pixels by which the jump moves the object in a view.
  private func jump(_ view: Truth.View, _ t: Int, _ sign: Double) -> (Int, Int) {
    let at = truth.objects[object].position(t)
    guard let camera = view.camera(at: t), camera.camera(at).z > 0,
      camera.camera(at + sign * CorruptionStrength.jump).z > 0
    else { return (Int((sign * CorruptionStrength.jumpShare * Double(view.clip.width)).rounded()), 0) }
    let way = camera.project(at + sign * CorruptionStrength.jump) - camera.project(at)
    return (Int(way.x.rounded()), Int(way.y.rounded()))
  }

  private func filled(_ view: Truth.View, _ labels: [UInt8], _ t: Int) -> [UInt8] {
    var picture = view.clip.frame(t)
    for p in pixels(view, labels, t) {
      let (time, place) = background(view, labels, t, p)
      view.clip.withFrame(time) { frame in
        for c in 0..<3 { picture[3 * p + c] = frame[3 * place + c] }
      }
    }
    return picture
  }

  /// The nearest frame that shows background at a pixel; else the nearest background pixel of the row, else the pixel.
  private func background(_ view: Truth.View, _ labels: [UInt8], _ t: Int, _ p: Int) -> (Int, Int) {
    let n = view.clip.pixels
    for distance in 1..<max(2, truth.frames) {
      for time in [t - distance, t + distance] where time >= 0 && time < truth.frames && labels[time * n + p] == 0 {
        return (time, p)
      }
    }
    let (x, row) = (p % view.clip.width, p / view.clip.width * view.clip.width)
    for distance in 1..<view.clip.width {
      for u in [x - distance, x + distance] where u >= 0 && u < view.clip.width && labels[t * n + row + u] == 0 {
        return (t, row + u)
      }
    }
    return (t, p)
  }

  private func paste(
    _ view: Truth.View, _ labels: [UInt8], _ t: Int, _ jump: (Int, Int), into picture: inout [UInt8]
  ) {
    let (width, height) = (view.clip.width, view.clip.height)
    view.clip.withFrame(t) { frame in
      for p in pixels(view, labels, t) {
        let (x, y) = (p % width + jump.0, p / width + jump.1)
        guard x >= 0, y >= 0, x < width, y < height else { continue }
        for c in 0..<3 { picture[3 * (y * width + x) + c] = frame[3 * p + c] }
      }
    }
  }
}
