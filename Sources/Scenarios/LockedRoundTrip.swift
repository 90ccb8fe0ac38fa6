import Scoring
import Synchronization

/// A predictor's compressor as the scores want it: callable from any thread, one call at a time.
public final class LockedRoundTrip: @unchecked Sendable {
  // Unchecked: the predictor is touched only inside the lock.
  private let predictor: any VideoPredictor
  private let lock = Mutex(())

  public init(_ predictor: any VideoPredictor) { self.predictor = predictor }

  /// The clip through the compressor; the clip itself where there is none.
  public func callAsFunction(_ clip: Clip) throws -> Clip {
    try lock.withLock { _ in try predictor.roundTrip(clip) ?? clip }
  }
}
