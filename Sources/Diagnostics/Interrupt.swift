import Foundation
import Synchronization

private let raised = Atomic<Bool>(false)

/// The flag that ctrl-C (or a polite `kill`) raises: long work looks at it between pieces and stops with everything
/// finished kept.
///
/// A second ctrl-C ends the program at once.
public enum Interrupt {
  /// Installs the handler; call once, before the work starts.
  public static func watch() {
    // Touched here because a signal handler must not be the one to initialise a global.
    raised.store(false, ordering: .relaxed)
    // A parent's thread may have started us with the signal blocked.
    var blocked = sigset_t()
    sigemptyset(&blocked)
    sigaddset(&blocked, SIGINT)
    sigaddset(&blocked, SIGTERM)
    pthread_sigmask(SIG_UNBLOCK, &blocked, nil)
    for number in [SIGINT, SIGTERM] {
      signal(number) { number in
        raised.store(true, ordering: .relaxed)
        signal(number, SIG_DFL)
      }
    }
  }

  public static var isRaised: Bool { raised.load(ordering: .relaxed) }

  /// Throws `Interrupted` once ctrl-C was pressed.
  ///
  /// - Parameter advice: what is kept and how to go on.
  public static func check(advice: String = "") throws {
    if isRaised { throw Interrupted(advice: advice) }
  }
}

/// Work that stopped because the user asked; commands exit with 130, as shells expect of ctrl-C.
public struct Interrupted: Error, CustomStringConvertible {
  public static let exitCode: Int32 = 130

  public var advice: String

  public init(advice: String = "") { self.advice = advice }

  public var description: String { advice.isEmpty ? "interrupted" : "interrupted. \(advice)" }
}
