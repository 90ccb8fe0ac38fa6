import Diagnostics
import Episodes
import Scoring

/// A baseline as a predictor: any cameras, any size, any actions, which it does not look at.
public final class BaselinePredictor: VideoPredictor {
  private let baseline: Baseline

  public init(_ baseline: Baseline) { self.baseline = baseline }

  public var path: String { ModelSource.baseline(baseline).path }
  public var hash: String { SHA256.hex(path.utf8) }
  public var contract: ActionContract? { nil }
  public var hasCompressor: Bool { false }

  public func check(cameras: [String], height: Int, width: Int) {}

  public func predict(
    _ request: PredictionRequest, timing: inout PredictionTiming, piece: (PredictedPiece) throws -> Void
  ) throws {
    let begin = ContinuousClock.now
    let clips = request.context.map { baseline.predict($0, horizon: request.horizon) }
    timing.sample += begin.duration(to: .now).seconds
    for n in request.sequences.indices {
      for (camera, clip) in clips.enumerated() {
        try piece(PredictedPiece(sequence: n, camera: camera, start: 0, clip: clip))
      }
    }
  }

  public func roundTrip(_ clip: Clip) -> Clip? { nil }
}
