import TensorCore

/// Inputs for tests: normal numbers that depend on the shape and a seed, already rounded to the type asked for.
public func sample(_ shape: [Int], seed: UInt32 = 1, scale: Float = 1, _ dtype: DType = .f32) -> Tensor {
  Philox(seed: seed, stream: 77).normal(shape).affine(scale: scale).cast(to: dtype)
}

/// Runs `body` with 1, 2 and 3 threads and gives the three results.
public func underThreadCounts<Result>(_ body: () throws -> Result) rethrows -> [Result] {
  let before = ThreadPool.threads
  defer { ThreadPool.configure(threads: before) }
  return try [1, 2, 3].map { threads in
    ThreadPool.configure(threads: threads)
    return try body()
  }
}
