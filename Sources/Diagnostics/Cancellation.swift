import Synchronization

/// Asks something that waits on another thread to give up.
public final class Cancellation: Sendable {
  private let raised = Atomic<Bool>(false)

  public init() {}

  public var isRaised: Bool { raised.load(ordering: .relaxed) }

  public func raise() { raised.store(true, ordering: .relaxed) }

  /// Throws `Interrupted` once it was raised.
  public func check() throws {
    if isRaised { throw Interrupted(advice: "") }
  }
}
