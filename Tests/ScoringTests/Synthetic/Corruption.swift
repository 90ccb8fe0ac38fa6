import Foundation
import Testing

@testable import Scoring

extension Corruption {
  /// Those that can be made of a synthetic scene without simulating it anew.
  static let synthetic: [Corruption] = allCases.filter { $0.need == nil || $0 == .anotherScenario }

  /// The prediction that the corruption makes of a scene's recording.
  func prediction(_ scene: SyntheticScene, _ truth: Truth) throws -> Prediction {
    var given: [Corruption: Prediction] = [:]
    if self == .anotherScenario {
      given[self] = try SyntheticScene(seed: scene.seed + 1, frames: scene.frames).truth().asPrediction
    }
    return try #require(try prediction(of: truth, given: given), "\(self)")
  }
}

extension Prediction {
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
