import Foundation
import Scenarios
import Scoring

/// The model on a thread of its own: orders go in, pictures come out, nobody waits.
///
/// Where the model is slower than the robot, orders of the same branch that piled up become one: predictions of the
/// chunk under way are left out, whole chunks never, so that what is committed does not depend on speed.
final class ModelWorker: @unchecked Sendable {
  // Unchecked: `desk` is touched only by the worker's thread once that runs, the rest only under the lock.
  private let desk: ModelDesk
  private let condition = NSCondition()
  private var orders: [ModelOrder] = []
  private var isBusy = false
  private var isOver = false
  private var failure: (any Error)?

  /// Frames of a chunk.
  let group: Int

  init(_ desk: ModelDesk) {
    self.desk = desk
    group = desk.group
    let thread = Thread { [self] in work() }
    thread.name = "model"
    thread.stackSize = 16 << 20
    thread.start()
  }

  func post(_ order: ModelOrder) {
    condition.withLock {
      // The newer order holds all that the older one does.
      if let branch = order.drivenBranch, let older = orders.lastIndex(where: { $0.drivenBranch == branch }),
        !orders[older...].contains(where: \.isTurn)
      {
        orders.remove(at: older)
      }
      orders.append(order)
      condition.broadcast()
    }
  }

  /// Waits until every order is carried out.
  ///
  /// - Throws: what the model's thread met.
  func finish() throws {
    try condition.withLock {
      while (isBusy || !orders.isEmpty) && failure == nil { condition.wait() }
      if let failure { throw failure }
    }
  }

  /// What stopped the thread; nil while it runs.
  var error: (any Error)? { condition.withLock { failure } }

  /// Ends the thread after the order under way.
  func stop() {
    condition.withLock {
      isOver = true
      orders = []
      condition.broadcast()
      while isBusy { condition.wait() }
    }
  }

  private func work() {
    while let order = next() {
      do {
        try desk.carryOut(order)
      } catch {
        condition.withLock {
          failure = error
          isBusy = false
          condition.broadcast()
        }
        return
      }
    }
  }

  private func next() -> ModelOrder? {
    condition.withLock {
      isBusy = false
      condition.broadcast()
      while orders.isEmpty && !isOver { condition.wait() }
      guard !isOver else { return nil }
      isBusy = true
      return orders.removeFirst()
    }
  }
}
