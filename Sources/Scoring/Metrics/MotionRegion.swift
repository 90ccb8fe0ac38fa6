/// Ω: the pixels of each view where something moves in truth.
///
/// The union over the predicted frames and the last context frame of the segmentation masks of things that move: every
/// segment that is not a free object (the arm), and each free object that truth displaces by more than 3 cm within
/// those frames. A view without segmentation takes the pixels where any channel differs from the last context frame by
/// more than 12/255 at any of those frames. Either is dilated by 2 px (a 5×5 square).
struct MotionRegion: Sendable {
  /// Pixel indices of each view, ascending.
  let pixels: [[Int32]]

  /// Of the first `frames` predicted frames.
  init(_ truth: Truth, frames: Int) {
    pixels = parallelMap(truth.views.count) { v in
      let view = truth.views[v]
      let seed = view.segmentation.map { Self.masks($0, view, truth, frames) } ?? Self.changes(view, truth, frames)
      return Self.dilate(seed, width: view.clip.width)
    }
  }

  var isEmpty: Bool { pixels.allSatisfy(\.isEmpty) }

  /// Samples (three a pixel) over all views in one frame.
  var samples: Int { 3 * pixels.reduce(0) { $0 + $1.count } }

  private static func masks(_ labels: [UInt8], _ view: Truth.View, _ truth: Truth, _ frames: Int) -> [Bool] {
    var moves = [Bool](repeating: true, count: 256)
    moves[0] = false
    for path in truth.objects {
      guard let label = truth.label(of: path.name) else { continue }
      moves[Int(label)] = ObjectTruth.displacement(path, truth, within: frames) > ObjectTruth.leastMove
    }
    let size = view.clip.pixels
    var seed = [Bool](repeating: false, count: size)
    for t in (truth.context - 1)..<(truth.context + frames) {
      for p in 0..<size where moves[Int(labels[t * size + p])] { seed[p] = true }
    }
    return seed
  }

  private static func changes(_ view: Truth.View, _ truth: Truth, _ frames: Int) -> [Bool] {
    var seed = [Bool](repeating: false, count: view.clip.pixels)
    view.clip.withFrame(truth.context - 1) { still in
      for t in truth.context..<(truth.context + frames) {
        view.clip.withFrame(t) { frame in
          for i in frame.indices where abs(Int(frame[i]) - Int(still[i])) > 12 { seed[i / 3] = true }
        }
      }
    }
    return seed
  }

  static func dilate(_ seed: [Bool], width: Int) -> [Int32] {
    let height = seed.count / width
    var grown = [Bool](repeating: false, count: seed.count)
    for p in seed.indices where seed[p] {
      let x = p % width
      let y = p / width
      for v in max(0, y - 2)...min(height - 1, y + 2) {
        for u in max(0, x - 2)...min(width - 1, x + 2) { grown[v * width + u] = true }
      }
    }
    return grown.indices.compactMap { grown[$0] ? Int32($0) : nil }
  }
}
