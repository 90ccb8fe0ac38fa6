/// Predictions that no model is needed for: what a model must beat.
public enum Baseline: String, Codable, Sendable, CaseIterable {
  /// The last context frame stays.
  case copyLast = "copy-last"
  /// What moved between the last context frames goes on in a straight line; the rest stays.
  case constantVelocity = "constant-velocity"

  /// `horizon` frames after the context, from the context alone.
  public func predict(_ context: Clip, horizon: Int) -> Clip {
    switch self {
    case .copyLast: context.still(of: context.frames - 1, count: horizon)
    case .constantVelocity: BlockMotion(context).extrapolated(horizon)
    }
  }

  public func prediction(of truth: Truth) -> Prediction {
    Prediction(
      views: truth.views.map {
        .init(camera: $0.camera, clip: predict($0.clip[0..<truth.context], horizon: truth.horizon))
      })
  }

  /// The mean squared error, L = 1, of clips' frames from `first` on, a chunk of them predicted from all before it.
  public func surprise(at clips: [Clip], from first: Int, chunk: Int) -> Double {
    var (sum, count) = (0, 0)
    for clip in clips {
      for start in stride(from: first, to: clip.frames, by: chunk) {
        let next = clip[start..<min(start + chunk, clip.frames)]
        let guess = predict(clip[0..<start], horizon: next.frames)
        for t in 0..<next.frames { sum += SquaredError.total(guess, next, frame: t) }
        count += next.frames * next.frameBytes
      }
    }
    return Double(sum) / (Double(max(1, count)) * 255 * 255)
  }
}
