import Diagnostics
import Episodes
import Foundation
import Testing

@Suite struct EpisodeFileTests {
  @Test func everythingWrittenIsReadBack() throws {
    try Sample.inFolder { folder in
      let written = [Sample.episode(seed: 4, frames: 5), Sample.episode(seed: 5, frames: 3)]
      let path = try Sample.write(written, in: folder)
      let file = try EpisodeFile(path: path)
      #expect(file.count == 2)
      #expect(file.header == Sample.header)
      for (index, episode) in written.enumerated() {
        let read = try file.episode(index)
        #expect(read.seed == episode.seed && read.policy == episode.policy && read.spec == episode.spec)
        #expect(read.rate == 10 && read.frames == episode.frames)
        #expect(read.actions == episode.actions && read.states == episode.states)
        #expect(read.stateNames == episode.stateNames && read.segmentNames == episode.segmentNames)
        #expect(read.views[0].rgb == episode.views[0].rgb && read.views[0].depth == episode.views[0].depth)
        #expect(read.views[0].segmentation == episode.views[0].segmentation)
        #expect(read.views[0].intrinsics == episode.views[0].intrinsics)
        #expect(read.views[0].extrinsics == episode.views[0].extrinsics)
        #expect(read.objects.map(\.name) == ["ball", "cube"])
        #expect(read.objects.map(\.poses) == episode.objects.map(\.poses))
        #expect(read.contacts == episode.contacts && read.energy == episode.energy && read.tool == episode.tool)
      }
    }
  }

  @Test func framesAndCamerasAreSelected() throws {
    try Sample.inFolder { folder in
      let episode = Sample.episode(seed: 4, frames: 5)
      let file = try EpisodeFile(path: Sample.write([episode], in: folder))
      let part = try file.episode(0, EpisodeSelection(frames: 2..<4, cameras: ["side"]))
      #expect(part.frames == 2 && part.views.map(\.camera) == ["side"])
      #expect(part.views[0].rgb == Array(episode.views[1].rgb[2 * 36..<4 * 36]))
      #expect(part.actions == Array(episode.actions[2..<4]))
      #expect(
        part.contacts == [Episode.Contact(frame: 0, first: "arm", second: "cube", force: 2.5, penetration: 0.001)])
      let colour = try file.episode(0, .colour)
      #expect(colour.views[0].depth == nil && colour.objects.isEmpty && colour.contacts.isEmpty)
      #expect(throws: UserError.self) { try file.episode(0, EpisodeSelection(frames: 3..<6)) }
      #expect(throws: UserError.self) { try file.episode(0, EpisodeSelection(cameras: ["back"])) }
      #expect(throws: UserError.self) { try file.episode(1) }
    }
  }

  @Test func equalEpisodesGiveEqualBytes() throws {
    try Sample.inFolder { folder in
      let a = try Data(
        contentsOf: URL(fileURLWithPath: Sample.write([Sample.episode(seed: 1, frames: 4)], in: folder, name: "a.h5")))
      // HDF5 would store times to the second.
      Thread.sleep(forTimeInterval: 1.1)
      let b = try Data(
        contentsOf: URL(fileURLWithPath: Sample.write([Sample.episode(seed: 1, frames: 4)], in: folder, name: "b.h5")))
      #expect(a == b)
    }
  }

  @Test func abandonedWritingLeavesNothing() throws {
    try Sample.inFolder { folder in
      do {
        let writer = try EpisodeWriter(path: "\(folder)/x.h5", header: Sample.header)
        try writer.append(Sample.episode(seed: 1, frames: 2))
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
    }
  }

  @Test func cutFilesAreUserErrors() throws {
    try Sample.inFolder { folder in
      let whole = try Data(
        contentsOf: URL(fileURLWithPath: Sample.write([Sample.episode(seed: 1, frames: 6)], in: folder)))
      for share in [0, 1, 5, 30, 60, 90, 99] {
        let path = "\(folder)/cut.h5"
        try whole.prefix(whole.count * share / 100).write(to: URL(fileURLWithPath: path))
        let error = #expect(throws: UserError.self, "\(share)%") { try EpisodeFile(path: path).episode(0) }
        #expect(error?.place.hasPrefix(path) == true)
      }
    }
  }

  @Test func changedBytesNeverCrash() throws {
    try Sample.inFolder { folder in
      let whole = try Data(
        contentsOf: URL(fileURLWithPath: Sample.write([Sample.episode(seed: 1, frames: 6)], in: folder)))
      var random = EpisodeRandom(seed: 1, stream: 1)
      let path = "\(folder)/changed.h5"
      for _ in 0..<200 {
        var bytes = whole
        for _ in 0..<4 { bytes[random.index(bytes.count)] = UInt8(truncatingIfNeeded: random.next32()) }
        try bytes.write(to: URL(fileURLWithPath: path))
        do { _ = try EpisodeFile(path: path).episode(0) } catch is UserError {}
      }
    }
  }

  @Test func missingAndForeignFilesAreUserErrors() throws {
    #expect(throws: UserError.self) { try EpisodeFile(path: "/no/such.h5") }
    #expect(throws: UserError.self) { try EpisodeDataset(path: "/no/such") }
    try Sample.inFolder { folder in
      #expect(throws: UserError.self) { try EpisodeDataset(path: folder) }
      let path = "\(folder)/text.h5"
      try "no HDF5".write(toFile: path, atomically: true, encoding: .utf8)
      let error = #expect(throws: UserError.self) { try EpisodeFile(path: path) }
      #expect(error?.place == path)
    }
  }

  @Test func anEpisodeWithoutStatesIsReadBack() throws {
    try Sample.inFolder { folder in
      var episode = Sample.episode(seed: 4, frames: 5)
      (episode.states, episode.objects, episode.contacts) = ([], [], [])
      let read = try EpisodeFile(path: Sample.write([episode], in: folder)).episode(0)
      #expect(read.states.isEmpty && read.actions == episode.actions)
    }
  }

  @Test func aDataSetIsKnownByItsContent() throws {
    try Sample.inFolder { folder in
      func identity(_ episodes: [Episode], in name: String) throws -> String {
        try EpisodeDataset(path: Sample.write(episodes, in: "\(folder)/\(name)")).identity()
      }
      let one = try identity([Sample.episode(seed: 4, frames: 5)], in: "a")
      // Moved, it is the same; recorded anew at the same place, it is another, even with the same seeds.
      #expect(try identity([Sample.episode(seed: 4, frames: 5)], in: "b") == one)
      var other = Sample.episode(seed: 4, frames: 5)
      other.views[0].rgb[0] ^= 1
      #expect(try identity([other], in: "a") != one)
      #expect(try identity([Sample.episode(seed: 5, frames: 5)], in: "a") != one)
    }
  }

  /// More bodies than a byte can number.
  @Test func threeHundredNamesTouch() throws {
    try Sample.inFolder { folder in
      var episode = Sample.episode(seed: 1, frames: 3)
      episode.contacts = (0..<300).map {
        .init(frame: $0 % 3, first: "stone \($0)", second: "table", force: 1, penetration: 0)
      }
      let file = try EpisodeFile(path: Sample.write([episode], in: folder))
      #expect(try file.episode(0).contacts == episode.contacts)
    }
  }

  /// An action that never changes keeps a range to be scaled by.
  @Test func aConstantActionKeepsItsRange() {
    var contract = Sample.header.contract
    contract.measureQuantiles((0...100).map { [Float($0) / 100, 0.01] })
    #expect(contract.dimensions.map(\.q01) == [Double(Float(0.01)), 0])
    #expect(contract.dimensions.map(\.q99) == [Double(Float(0.99)), 0.03])
    (contract.dimensions[1].q01, contract.dimensions[1].q99) = (0.25, 0.25)
    #expect(contract.withRanges.dimensions[1].q01 == -0.75 && contract.withRanges.dimensions[1].q99 == 1.25)
    #expect(contract.withRanges.dimensions[0] == contract.dimensions[0])
    contract.measureQuantiles([[0, 0.5], [1, 0.5]])
    #expect(contract.dimensions[1].q01 == -0.5 && contract.dimensions[1].q99 == 1.5)
  }
}
