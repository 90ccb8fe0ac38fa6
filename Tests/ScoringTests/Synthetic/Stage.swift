@testable import Scoring

/// Recordings that several tests use, made once.
enum Stage {
  static let scene = SyntheticScene()
  static let truth = Result { try scene.truth() }
  static let secondTake = Result { try SyntheticScene(drift: SIMD3(0.004, 0.003, 0)).truth() }
  static let scorer = Result { try Scorer(truth: try truth.get()) }
}
