import Episodes
import Foundation
import Testing

@testable import Recordings

/// An import that is run again makes anew what the recording has changed since, and nothing else.
@Suite struct ChangedSourceTests {
  private func run(_ folder: String) throws -> [String] {
    var options = ImportOptions()
    options.shard = 2
    // Its quantiles stay, so that the files' heads do not tell of the change.
    options.contract = try Scratch.survey("\(folder)/first").contract
    let surveyor = try Surveyor("\(folder)/in", options)
    let survey = try surveyor.survey()
    let lines = LineBox()
    for set in ImportSet.plan(survey, folder: "\(folder)/out", heldOut: 0) {
      _ = try Importer(surveyor, survey, set).run { lines.add($0) }
    }
    return lines.all
  }

  private final class LineBox: @unchecked Sendable {
    private let lock = NSLock()
    private var lines: [String] = []
    func add(_ line: String) { lock.withLock { lines.append(line) } }
    var all: [String] { lock.withLock { lines } }
  }

  private func change(_ fixture: LeRobotFixture, in folder: String) throws {
    var other = fixture
    other.action = { LeRobotFixture.target($0, $1).map { 0.9 * $0 } }
    try ParquetTable.write(other.columns(1), to: "\(folder)/in/\(fixture.table(1))")
  }

  private func time(_ path: String) throws -> Date? {
    try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
  }

  @Test func changedEpisodesAreMadeAnew() throws {
    try Scratch.inFolder { folder in
      let fixture = try LeRobotFixture(episodes: 4).write(to: "\(folder)/in")
      try fixture.write(to: "\(folder)/first")
      #expect(try run(folder).isEmpty)
      let old = try EpisodeDataset(path: "\(folder)/out").episode(1).actions
      let kept = try time("\(folder)/out/shard-0001.h5")
      #expect(try run(folder).isEmpty)
      try change(fixture, in: folder)
      #expect(try run(folder) == ["shard-0000.h5 is made anew: the recording has changed since"])
      let new = try EpisodeDataset(path: "\(folder)/out").episode(1).actions
      #expect(new.count == old.count && abs(new[3][0] - 0.9 * old[3][0]) < 1e-6)
      #expect(try time("\(folder)/out/shard-0001.h5") == kept)
      #expect(try run(folder).isEmpty)
    }
  }

  /// Imports of before there were such lists are gone on with.
  @Test func withoutAListTheFilesAreTakenAsTheyAre() throws {
    try Scratch.inFolder { folder in
      let fixture = try LeRobotFixture(episodes: 4).write(to: "\(folder)/in")
      try fixture.write(to: "\(folder)/first")
      _ = try run(folder)
      let kept = try time("\(folder)/out/shard-0000.h5")
      try Scratch.remove("\(folder)/out/\(SourceList.name)")
      try change(fixture, in: folder)
      #expect(try run(folder).isEmpty)
      #expect(try time("\(folder)/out/shard-0000.h5") == kept)
    }
  }

  @Test func aStampIsOfSizesAndTimesAlone() throws {
    try Scratch.inFolder { folder in
      try Scratch.write("abc", to: "\(folder)/a")
      let stamp = SourceList.stamp(["\(folder)/a", "\(folder)/none"])
      try FileManager.default.moveItem(atPath: "\(folder)/a", toPath: "\(folder)/b")
      #expect(SourceList.stamp(["\(folder)/b", "\(folder)/none"]) == stamp)
      try Scratch.write("abcd", to: "\(folder)/b")
      #expect(SourceList.stamp(["\(folder)/b", "\(folder)/none"]) != stamp)
    }
  }
}
