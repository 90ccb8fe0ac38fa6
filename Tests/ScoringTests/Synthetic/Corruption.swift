import Foundation

@testable import Scoring

/// Ways to spoil a recording that scores must notice.
enum Corruption: String, CaseIterable {
  case reversed, shuffled, lag, copyLast, anotherScenario, vanish, teleport, wobble, viewSwap, blur

  /// The prediction that the corruption makes of a scene's recording.
  func prediction(_ scene: SyntheticScene, _ truth: Truth) throws -> Prediction {
    let best = truth.asPrediction
    let horizon = truth.horizon
    switch self {
    case .reversed: return try best.reordered { horizon - 1 - $0 }
    case .shuffled: return try best.reordered { ($0 * 7 + 3) % horizon }
    case .lag: return try best.reordered { max(0, $0 - 1) }
    case .copyLast: return Prediction.copyLast(truth)
    case .anotherScenario: return try SyntheticScene(seed: scene.seed + 1).truth().asPrediction
    case .vanish: return try tampered(scene) { $0["cube"] = nil }
    case .teleport: return try tampered(scene) { $0["cube"]?.centre += SIMD3(0.08, -0.05, 0) }
    case .wobble: return try best.mapped { clip, t in clip.shifted(t, by: t % 2 == 0 ? 2 : -1) }
    case .viewSwap:
      return Prediction(views: zip(best.views, best.views.reversed()).map { .init(camera: $0.camera, clip: $1.clip) })
    case .blur: return try best.mapped { clip, t in clip.blurred(t) }
    }
  }

  private func tampered(
    _ scene: SyntheticScene, _ change: @escaping @Sendable (inout [String: Solid]) -> Void
  ) throws -> Prediction {
    var other = scene
    other.tamper = { t, solids in if t >= 12 { change(&solids) } }
    return try other.truth().asPrediction
  }
}

extension Prediction {
  func reordered(_ source: (Int) -> Int) throws -> Prediction {
    try mapped { clip, t in clip.frame(source(t)) }
  }

  /// Each frame replaced by the bytes that `body` makes of the clip at that time.
  func mapped(_ body: (Clip, Int) -> [UInt8]) throws -> Prediction {
    Prediction(
      views: try views.map { view in
        let clip = view.clip
        let bytes = (0..<clip.frames).flatMap { body(clip, $0) }
        return View(
          camera: view.camera,
          clip: try Clip(frames: clip.frames, height: clip.height, width: clip.width, bytes: bytes))
      })
  }
}

extension Clip {
  /// Frame t as a camera would see it that has turned by some pixels; the border repeats.
  func shifted(_ t: Int, by shift: Int) -> [UInt8] {
    let picture = frame(t)
    return (0..<pixels).flatMap { p -> [UInt8] in
      let x = min(width - 1, max(0, p % width - shift))
      let q = 3 * (p / width * width + x)
      return Array(picture[q..<(q + 3)])
    }
  }

  /// A 3×3 binomial blur twice over: σ 1 px.
  func blurred(_ t: Int) -> [UInt8] {
    (0..<2).reduce(frame(t)) { picture, _ in
      var result = picture
      for p in 0..<pixels {
        for c in 0..<3 {
          var sum = 0
          for (dy, row) in [1, 2, 1].enumerated() {
            for (dx, weight) in [1, 2, 1].enumerated() {
              let x = min(width - 1, max(0, p % width + dx - 1))
              let y = min(height - 1, max(0, p / width + dy - 1))
              sum += row * weight * Int(picture[3 * (y * width + x) + c])
            }
          }
          result[3 * p + c] = UInt8((sum + 8) / 16)
        }
      }
      return result
    }
  }
}
