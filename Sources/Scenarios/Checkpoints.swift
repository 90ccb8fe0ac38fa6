/// Samplers that a live rollout can go back to, so that going back need not begin at the start.
///
/// Each holds the keys and values of a whole window, some ten megabytes, and driving has no end: the newest lie
/// `distance` chunks apart, older ones ever further, so that an hour keeps about fifteen.
struct Checkpoints<State> {
  /// Before the first chunk.
  let start: State
  private var held: [Int: (count: Int, state: State)] = [:]

  /// Chunks between two of the newest.
  private let distance: Int
  /// Of the newest, so many are all kept.
  private static var newest: Int { 4 }
  /// After as many chunks of different pasts, so many.
  private static var alike: Int { 2 }

  init(start: State, distance: Int = 32) { (self.start, self.distance) = (start, distance) }

  subscript(chunk: Int) -> State? { held[chunk]?.state }

  /// The chunks that can be gone back to.
  var chunks: [Int] { held.keys.sorted() }

  /// Holds the state after a chunk, the `count`-th of its past, where one is due, and lets go of some of the others.
  mutating func note(_ chunk: Int, count: Int, state: () -> State) {
    guard count % distance == 0 else { return }
    held[chunk] = (count, state())
    held = held.filter { _, other in
      // Those of a longer past that was left lie as far away as those of a shorter one.
      let age = abs(count - other.count) / distance
      let coarseness = age < Self.newest ? 1 : 1 << (Int.bitWidth - 1 - (age / Self.newest).leadingZeroBitCount + 1)
      return other.count % (distance * coarseness) == 0
    }
    let same = held.filter { $0.value.count == count }.keys.sorted()
    for old in same.dropLast(Self.alike) { held[old] = nil }
  }
}
