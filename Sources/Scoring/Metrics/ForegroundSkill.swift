/// A3 `foreground_skill`: 1 − SSE_Ω(prediction) / SSE_Ω(last context frame repeated).
///
/// Squared errors are pooled over frames and cameras before dividing; Ω is `MotionRegion`. Truth has 1, copying 0, and
/// there is no lower bound. An episode whose copying error in Ω is below four times the compressor's own is low-motion
/// and has no value. `foreground_skill_1s` is the same over the first second, with Ω of that second. The form is
/// forecasting's skill score with persistence as its reference (A. H. Murphy, Monthly Weather Review 116, 1988).
struct ForegroundSkill: Sendable {
  private let truth: Truth
  private let frames: Int
  private let region: MotionRegion
  /// Squared error of copying, by frame and view.
  private let copying: [[Int]]
  /// Why there can be no value.
  private let obstacle: String?

  static let lowMotion = 4.0

  /// Over the first `frames` predicted frames; `compressed` are truth's predicted frames after the compressor.
  init(_ truth: Truth, frames: Int, compressed: [Clip]?) {
    self.truth = truth
    let frames = min(max(1, frames), truth.horizon)
    let region = MotionRegion(truth, frames: frames)
    (self.frames, self.region) = (frames, region)
    copying = parallelMap(frames) { t in
      truth.views.enumerated().map { view, of in
        SquaredError.total(of.clip, truth.context - 1, of.clip, truth.context + t, pixels: region.pixels[view])
      }
    }
    let copied = copying.joined().reduce(0, +)
    let floor = compressed.map { clips in
      (0..<frames).reduce(0) { $0 + Self.errors(clips, $1, region, truth).reduce(0, +) }
    }
    if region.isEmpty || copied == 0 {
      obstacle = "nothing moves in the truth"
    } else if let floor, Double(copied) < Self.lowMotion * Double(floor) {
      obstacle = "low motion: copying errs less than four times as much as the compressor"
    } else {
      obstacle = nil
    }
  }

  /// `predicted` holds at least as many frames as are scored.
  func score(_ predicted: [Clip]) -> MetricValue {
    if let obstacle { return .unmeasurable(obstacle) }
    let errors = parallelMap(frames) { Self.errors(predicted, $0, region, truth) }
    let (sums, copied) = (errors.map { $0.reduce(0, +) }, copying.map { $0.reduce(0, +) })
    let total = sums.reduce(0, +)
    let pixels = truth.views.reduce(0) { $0 + $1.clip.pixels }
    return MetricValue(
      1 - Double(total) / Double(copied.reduce(0, +)), curve: zip(sums, copied).map(Self.skill),
      details: [
        "mse": Double(total) / (255 * 255 * Double(frames * region.samples)),
        "region_share": Double(region.samples) / Double(3 * pixels),
      ],
      views: truth.views.indices.map { view in
        Self.skill(errors.reduce(0) { $0 + $1[view] }, copying.reduce(0) { $0 + $1[view] })
      })
  }

  /// Nil where copying makes no error.
  private static func skill(_ error: Int, _ copying: Int) -> Double? {
    copying > 0 ? 1 - Double(error) / Double(copying) : nil
  }

  /// Of a frame, by view.
  private static func errors(_ clips: [Clip], _ t: Int, _ region: MotionRegion, _ truth: Truth) -> [Int] {
    truth.views.enumerated().map { view, of in
      SquaredError.total(clips[view], t, of.clip, truth.context + t, pixels: region.pixels[view])
    }
  }
}
