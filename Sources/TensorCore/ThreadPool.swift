import CKernels
import Foundation
import Synchronization

/// The process's worker threads.
///
/// `parallelFor` runs numbered tiles on them. Which thread takes which tile is left to chance, so a tile's work must
/// depend on its number alone; then the count of threads changes no bit of any result.
public final class ThreadPool: Sendable {
  public static let shared = ThreadPool()

  /// Waiting loops before a worker sleeps: about 50 µs, longer than the gap between two operations.
  private static let patience = 2000

  /// The job at hand: upper half its number, lower half its next tile.
  private let ticket = Atomic<UInt64>(0)
  private let tileCount = Atomic<Int>(0)
  private let tilesDone = Atomic<Int>(0)
  private let body = Atomic<UInt>(0)
  private let isBusy = Atomic<Bool>(false)
  private let wantedThreads = Atomic<Int>(ThreadPool.defaultThreads())
  private let workerCount = Atomic<Int>(0)
  private let sleepers = Atomic<Int>(0)
  private let bell = NSCondition()

  private init() {}

  /// `OMP_NUM_THREADS` where it is a positive number (at most 256), else the cores.
  static func defaultThreads() -> Int {
    let asked = ProcessInfo.processInfo.environment["OMP_NUM_THREADS"].flatMap { Int($0) } ?? 0
    return asked > 0 ? min(asked, 256) : ProcessInfo.processInfo.activeProcessorCount
  }

  /// Sets how many threads share the tiles from now on, the caller included.
  public static func configure(threads: Int) {
    precondition(threads > 0, "\(threads) threads")
    shared.wantedThreads.store(threads, ordering: .relaxed)
  }

  public static var threads: Int { shared.wantedThreads.load(ordering: .relaxed) }

  /// Runs `body(0) ... body(count - 1)`, each once, and returns when all are done.
  ///
  /// Inside another parallel loop, and while another thread's loop has the workers, the tiles run here one by one. In all
  /// of them numbers too small for full precision (below 1e-38 in f32) are zero.
  public static func parallelFor(_ count: Int, _ body: (Int) -> Void) {
    let before = ck_flush_tiny()
    defer { ck_restore_tiny(before) }
    guard count > 1, threads > 1, ck_is_inside_parallel_loop() == 0, shared.claim() else {
      for tile in 0..<count { body(tile) }
      return
    }
    shared.run(count, body)
    shared.isBusy.store(false, ordering: .releasing)
  }

  private func claim() -> Bool {
    isBusy.compareExchange(expected: false, desired: true, ordering: .acquiring).exchanged
  }

  private typealias Body = (Int) -> Void

  private func run(_ count: Int, _ body: Body) {
    precondition(count < Int(UInt32.max), "\(count) tiles")
    startWorkers()
    withoutActuallyEscaping(body) { escaping in
      withUnsafePointer(to: escaping) { address in
        publish(count, UInt(bitPattern: address))
        ck_set_inside_parallel_loop(1)
        let job = ticket.load(ordering: .relaxed) >> 32
        takeTiles(of: job)
        waitForTiles(count)
        ck_set_inside_parallel_loop(0)
      }
    }
  }

  /// Makes the job visible and wakes who sleeps.
  private func publish(_ count: Int, _ body: UInt) {
    // Close the old job first: a late worker must not pair its number with the new job's tiles.
    let old = ticket.load(ordering: .relaxed) >> 32
    _ = ticket.exchange(old << 32 | 0xffff_ffff, ordering: .sequentiallyConsistent)
    self.body.store(body, ordering: .relaxed)
    tileCount.store(count, ordering: .relaxed)
    tilesDone.store(0, ordering: .relaxed)
    ticket.store((old + 1) << 32, ordering: .sequentiallyConsistent)
    guard sleepers.load(ordering: .sequentiallyConsistent) > 0 else { return }
    bell.lock()
    bell.broadcast()
    bell.unlock()
  }

  /// Takes tiles while there are any and the job is still this one.
  ///
  /// Only a won exchange proves that the job is current: then its tile is not done, its caller still waits, and what
  /// was read before is that job's.
  private func takeTiles(of job: UInt64) {
    while true {
      let seen = ticket.load(ordering: .acquiring)
      let tile = Int(seen & 0xffff_ffff)
      let count = tileCount.load(ordering: .relaxed)
      let address = body.load(ordering: .relaxed)
      guard seen >> 32 == job, tile < count else { return }
      guard ticket.compareExchange(expected: seen, desired: seen + 1, ordering: .acquiringAndReleasing).exchanged
      else { continue }
      guard let body = UnsafePointer<Body>(bitPattern: address) else { return }
      body.pointee(tile)
      tilesDone.add(1, ordering: .releasing)
    }
  }

  /// Waits for tiles in other hands; gives up the core when that takes long, as it does when someone else wants it.
  private func waitForTiles(_ count: Int) {
    var turns = 0
    while tilesDone.load(ordering: .acquiring) < count {
      turns += 1
      if turns < Self.patience { ck_pause() } else { sched_yield() }
    }
  }

  private func startWorkers() {
    let wanted = wantedThreads.load(ordering: .relaxed) - 1
    while workerCount.load(ordering: .relaxed) < wanted {
      let number = workerCount.add(1, ordering: .relaxed).oldValue
      let thread = Thread { [self] in work(number) }
      thread.name = "tiles \(number + 1)"
      thread.stackSize = 4 << 20
      thread.start()
    }
  }

  /// A worker's life: wait for a new job, take tiles, repeat.
  private func work(_ number: Int) {
    ck_set_inside_parallel_loop(1)
    _ = ck_flush_tiny()
    var last: UInt64 = 0
    while true {
      let job = nextJob(after: last)
      // Workers beyond the configured count sit the job out.
      if number + 1 < wantedThreads.load(ordering: .relaxed) { takeTiles(of: job) }
      last = job
    }
  }

  private func nextJob(after last: UInt64) -> UInt64 {
    for _ in 0..<Self.patience {
      let job = ticket.load(ordering: .acquiring) >> 32
      if job != last { return job }
      ck_pause()
    }
    bell.lock()
    defer { bell.unlock() }
    sleepers.add(1, ordering: .sequentiallyConsistent)
    while ticket.load(ordering: .sequentiallyConsistent) >> 32 == last { bell.wait() }
    sleepers.subtract(1, ordering: .sequentiallyConsistent)
    return ticket.load(ordering: .acquiring) >> 32
  }
}
