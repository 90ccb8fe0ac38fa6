import Diagnostics
import Dispatch
import Synchronization

/// Pieces of work shared among threads, results in the order of the pieces.
enum WorkSharing {
  private struct State<Output: Sendable> {
    var next = 0
    var results: [Output?]
    var failure: (any Error)?
  }

  /// - Parameter start: makes what a thread keeps for itself.
  /// - Throws: what the first failing piece threw, or `Interrupted`; the others stop.
  static func map<Input: Sendable, Output: Sendable, Own>(
    _ inputs: [Input], workers: Int, advice: String = "", start: @Sendable () -> Own,
    _ body: @Sendable (Own, Input) throws -> Output
  ) throws -> [Output] {
    let state = Mutex(State(results: [Output?](repeating: nil, count: inputs.count)))
    DispatchQueue.concurrentPerform(iterations: max(1, min(workers, inputs.count))) { _ in
      let own = start()
      while true {
        let index: Int? = state.withLock { state in
          guard state.failure == nil, state.next < inputs.count else { return nil }
          state.next += 1
          return state.next - 1
        }
        guard let index else { return }
        do {
          try Interrupt.check(advice: advice)
          let result = try body(own, inputs[index])
          state.withLock { $0.results[index] = result }
        } catch {
          state.withLock { $0.failure = $0.failure ?? error }
        }
      }
    }
    return try state.withLock { state in
      if let failure = state.failure { throw failure }
      return state.results.compactMap { $0 }
    }
  }
}
