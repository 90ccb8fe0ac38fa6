import Diagnostics
import Episodes
import Scoring

/// A baseline as a predictor: any cameras, any size, any actions, which it does not look at.
public final class BaselinePredictor: VideoPredictor {
  let baseline: Baseline

  public init(_ baseline: Baseline) { self.baseline = baseline }

  public var path: String { ModelSource.baseline(baseline).path }
  public var hash: String { SHA256.hex(path.utf8) }
  public var contract: ActionContract? { nil }
  public var hasCompressor: Bool { false }

  public func check(cameras: [String], height: Int, width: Int) {}

  /// Frames that a policy is shown at once.
  public var chunk: Int { 4 }

  public func predict(
    _ request: PredictionRequest, timing: inout PredictionTiming, acting: PredictionRequest.Acting?,
    piece: (PredictedPiece) throws -> Void
  ) throws {
    let begin = ContinuousClock.now
    let clips = request.context.map { baseline.predict($0, horizon: request.horizon) }
    timing.sample += begin.duration(to: .now).seconds
    var newest = request.context
    for start in stride(from: 0, to: request.horizon, by: chunk) {
      // A policy may say what it likes: nothing comes of it.
      _ = try acting?(request.sequences.map { _ in newest })
      newest = clips.map { $0[start..<min(start + chunk, request.horizon)] }
      for n in request.sequences.indices {
        for (camera, clip) in newest.enumerated() {
          try piece(PredictedPiece(sequence: n, camera: camera, start: start, clip: clip))
        }
      }
    }
  }

  public func roundTrip(_ clip: Clip) -> Clip? { nil }
}
