import TensorCore

/// Results of `body(0)`, …, `body(count − 1)` in that order, computed on the process's threads.
///
/// Each result depends on its index alone and is stored under it, so the number of threads never changes a bit.
func parallelMap<Result: Sendable>(_ count: Int, _ body: @Sendable (Int) -> Result) -> [Result] {
  guard count > 1 else { return (0..<max(0, count)).map(body) }
  let slots = UnsafeMutablePointer<Result?>.allocate(capacity: count)
  slots.initialize(repeating: nil, count: count)
  defer {
    slots.deinitialize(count: count)
    slots.deallocate()
  }
  ThreadPool.parallelFor(count) { slots[$0] = body($0) }
  return (0..<count).map { index in
    guard let slot = slots[index] else { preconditionFailure("job \(index) of \(count) did not run") }
    return slot
  }
}
