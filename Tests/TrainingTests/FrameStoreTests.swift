import Foundation
import TensorCore
import Testing

@testable import Training

@Suite struct FrameStoreTests {
  /// Where there are two sizes, every strip of either comes first in some batch: which size and which strip are drawn by
  /// numbers of their own.
  @Test func everyStripIsDrawn() throws {
    let root = FileManager.default.temporaryDirectory.appendingPathComponent("frames-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: root) }
    try writeDataset(to: root.appendingPathComponent("a"), firstSeed: 0)
    try writeDataset(to: root.appendingPathComponent("b"), firstSeed: 10, size: (48, 32))
    let store = try FrameStore(
      ["a", "b"].map { root.appendingPathComponent("\($0)/shard-0000.h5") }, cameras: ["front"])
    var drawn = Set<[Int]>()
    for i in 0..<200 {
      let clips = try store.clips(1, length: 13, Philox(seed: 3, stream: UInt32(i)))
      let video = clips.video.floats()
      // The three episodes of a set begin with the square in different columns.
      let column = (0..<clips.video.shape[3]).first { video[(8 * clips.video.shape[3] + $0) * 3] > 0.5 } ?? -1
      drawn.insert([clips.sets[0], column])
    }
    #expect(drawn.count == 6, "\(drawn)")
  }

  /// A limit, as validations have, looks at every data set.
  @Test func aLimitIsSharedByTheSets() throws {
    let root = FileManager.default.temporaryDirectory.appendingPathComponent("frames-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: root) }
    for name in ["a", "b"] { try writeDataset(to: root.appendingPathComponent(name), firstSeed: 0) }
    let files = ["a", "b"].map { root.appendingPathComponent("\($0)/shard-0000.h5") }
    let store = try FrameStore(files, cameras: ["front"], limit: 3)
    #expect(store.strips.map(\.set) == [0, 1, 1])
  }
}
