import Episodes
import Foundation
import TensorCore

/// Where a clip's latents hold what the robot moves: the objects it will have moved, and its hand.
///
/// Those are a few cells among hundreds, so an even loss spends next to nothing on them, though a prediction is judged by
/// them. Cells within reach of such a thing, from the group of frames before to the group after, weigh more; those that an
/// object is moving through, one in fifty on the table top, weigh most.
struct MotionMap {
  /// Values of the map: nothing of interest, a hand or an object that will have moved, an object on its way.
  static let (nothing, thing, moving): (Float, Float, Float) = (0, 1, 2)
  /// An object that came further than this within a group of frames, metres, is on its way.
  static let motion = 0.006

  /// Objects that move less than this, metres, over an episode count as resting.
  static let stillness = 0.01
  /// About the size of what is moved, metres: cells nearer than this to its centre belong to it.
  static let reach = 0.04

  /// Mean squared step of a cell's latents, whose spread is about 1, from which on it counts as changed.
  static let change: Float = 0.3

  /// The things' places: (things)(T), metres; objects that move, then the hand.
  private let paths: [[SIMD3<Double>]]
  private let objects: Int
  /// All objects' places, also of those that stay.
  let everything: [[SIMD3<Double>]]
  private let views: [Episode.View]

  init(_ episode: Episode) {
    let objects = episode.objects.map { object in (0..<episode.frames).map(object.position) }
    let moved = objects.filter { path in
      path.contains {
        let d = $0 - path[0]
        return (d * d).sum().squareRoot() > Self.stillness
      }
    }
    let tool = episode.tool.map { SIMD3($0[0], $0[1], $0[2]) }
    paths = moved + (tool.isEmpty ? [] : [tool])
    self.objects = moved.count
    everything = objects
    views = episode.views
  }

  /// Whether anything is known of what moves; without, `changes` tells as much from the pictures.
  var isKnown: Bool { !paths.isEmpty && views.contains { $0.intrinsics != nil && $0.extrinsics != nil } }

  /// 1 at cells that differ from the frame before or after, else 0: (T', V, h, w) of latents (T', V, h, w, z) in f32.
  static func changes(_ latents: Tensor) -> Tensor {
    let plane = latents.shape[1] * latents.shape[2] * latents.shape[3]
    let steps = steps(of: latents)
    var values = [Float](repeating: 0, count: steps.count)
    for i in min(plane, values.count)..<values.count where steps[i] > change {
      (values[i], values[i - plane]) = (1, 1)
    }
    return Tensor(values, shape: Array(latents.shape.dropLast()))
  }

  /// Mean squared step of each cell's latents from the frame before, T' × V × h × w; 0 in the first frame.
  static func steps(of latents: Tensor) -> [Float] {
    let (count, width) = (latents.shape[0], latents.shape[4])
    let plane = latents.shape[1] * latents.shape[2] * latents.shape[3]
    var values = [Float](repeating: 0, count: count * plane)
    latents.withFloats { z in
      for i in min(plane, values.count)..<values.count {
        var sum: Float = 0
        for k in 0..<width {
          let step = z[i * width + k] - z[(i - plane) * width + k]
          sum += step * step
        }
        values[i] = sum / Float(width)
      }
    }
    return values
  }

  /// `thing` at cells that count more and `moving` at those that count most, else 0: (T', V, rows, columns) for latent
  /// frames whose first holds frame `phase` and whose others hold `group` frames each. All 0 where objects or cameras are
  /// not known.
  func map(phase: Int, group: Int, count: Int, rows: Int, columns: Int) -> Tensor {
    let plane = rows * columns
    var values = [Float](repeating: 0, count: count * views.count * plane)
    for v in views.indices {
      for (index, path) in paths.enumerated() {
        for frame in phase..<min(path.count, phase + 1 + (count - 1) * group) {
          let near = cells(of: path, at: frame, view: v, rows: rows, columns: columns)
          let own = (frame - phase + group - 1) / group
          let isMoving = index < objects && step(path, to: frame, within: group) > Self.motion
          for t in max(0, own - 1)...min(count - 1, own + 1) {
            // Where it was counts too, in the frames that have to show it gone.
            let value = isMoving && t >= own ? Self.moving : Self.thing
            let start = (t * views.count + v) * plane
            for i in near { values[start + i] = max(values[start + i], value) }
          }
        }
      }
    }
    return Tensor(values, shape: [count, views.count, rows, columns])
  }

  /// Cells within reach of a thing's place at a frame; none where the camera does not see it or is not known.
  func cells(of path: [SIMD3<Double>], at frame: Int, view: Int, rows: Int, columns: Int) -> [Int] {
    let view = views[view]
    guard let lens = view.intrinsics, let pose = view.extrinsics?[frame], let pixel = pose.project(path[frame], lens)
    else { return [] }
    let cell = Double(view.width) / Double(columns)
    let radius = Self.reach * lens.fx / pixel.depth + cell / 2
    return (0..<rows * columns).filter { i in
      let x = (Double(i % columns) + 0.5) * cell - pixel.x
      let y = (Double(i / columns) + 0.5) * cell - pixel.y
      return x * x + y * y < radius * radius
    }
  }

  /// How far a thing is, metres, from where it was a group before or will be a group later, the further of the two.
  private func step(_ path: [SIMD3<Double>], to frame: Int, within group: Int) -> Double {
    [max(0, frame - group), min(path.count - 1, frame + group)].reduce(0) { most, other in
      let d = path[frame] - path[other]
      return max(most, (d * d).sum().squareRoot())
    }
  }
}
