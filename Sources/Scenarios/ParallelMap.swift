import Synchronization
import TensorCore

/// Independent pieces of work on the process's threads, results in order.
enum ParallelMap {
  static func map<Input: Sendable, Output: Sendable>(
    _ inputs: [Input], _ body: @Sendable (Input) throws -> Output
  ) throws -> [Output] {
    let results = Mutex([Result<Output, any Error>?](repeating: nil, count: inputs.count))
    ThreadPool.parallelFor(inputs.count) { i in
      let result = Result { try body(inputs[i]) }
      results.withLock { $0[i] = result }
    }
    return try results.withLock { all in try all.compactMap { try $0?.get() } }
  }
}
