import Testing

@testable import Scenarios

@Suite struct CheckpointsTests {
  /// However long the drive, few are held: all of the newest, and one at least twice as near as any age back.
  @Test func theyGrowSparserWithAge() {
    var checkpoints = Checkpoints(start: 0, distance: 4)
    for chunk in 1...4000 {
      checkpoints.note(chunk, count: chunk) { chunk }
      #expect(checkpoints.chunks.count <= 26, "after \(chunk)")
    }
    let held = checkpoints.chunks
    #expect(held.suffix(4) == [3988, 3992, 3996, 4000])
    for past in stride(from: 16, to: 4000, by: 7) {
      // What has to be replayed to get there.
      let before = held.last { $0 <= past } ?? 0
      #expect(past - before <= max(4, 4000 - past), "\(past) from \(before)")
    }
    #expect(checkpoints[4000] == 4000 && checkpoints[3999] == nil && checkpoints.start == 0)
  }

  /// Those of a past that was left are let go as well.
  @Test func otherPastsAreLetGo() {
    var checkpoints = Checkpoints(start: 0, distance: 1)
    var chunk = 0
    for _ in 0..<100 {
      for count in 1...16 {
        chunk += 1
        checkpoints.note(chunk, count: count) { chunk }
      }
    }
    #expect(checkpoints.chunks.count <= 2 * 16)
    #expect(checkpoints[chunk] == chunk)
  }
}
