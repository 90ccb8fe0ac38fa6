import ArgumentParser
import TensorCore

/// How many threads compute.
struct ThreadOptions: ParsableArguments {
  @Option(help: "Threads (default: OMP_NUM_THREADS, else the cores). Results do not depend on it.")
  var threads: Int?

  func validate() throws {
    if let threads, !(1...256).contains(threads) { throw ValidationError("--threads takes 1 to 256, not \(threads)") }
  }

  /// To be called before anything computes: reading data may.
  func apply() {
    if let threads { ThreadPool.configure(threads: threads) }
  }
}
