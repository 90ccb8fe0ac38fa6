import Diagnostics
import Episodes
import Foundation
import Media
import Testing

@testable import Recordings

@Suite struct ImportTests {
  @discardableResult
  func run(
    _ folder: String, to out: String, holdOut: Int = 0, _ change: (inout ImportOptions) -> Void = { _ in }
  )
    throws -> [ImportResult]
  {
    var options = ImportOptions()
    options.shard = 2
    change(&options)
    let surveyor = try Surveyor(folder, options)
    let survey = try surveyor.survey()
    return try ImportSet.plan(survey, folder: out, heldOut: holdOut).map {
      try Importer(surveyor, survey, $0).run { _ in }.result
    }
  }

  @Test func theDataSetHoldsWhatTheRecordingHeld() throws {
    try Scratch.inFolder { folder in
      try LeRobotFixture(episodes: 3).write(to: folder)
      let results = try run(folder, to: "\(folder)/out")
      #expect(results.map(\.episodes) == [3] && results.map(\.frames) == [36])
      let set = try EpisodeDataset(path: "\(folder)/out")
      let header = try #require(set.header)
      #expect(header.rate == 10 && header.contract.rate == 10)
      #expect(header.contract.dimensions.map(\.kind) == [.jointPosition, .jointPosition, .gripper])
      #expect(header.contract.dimensions.map(\.unit) == ["rad", "rad", "fraction"])
      #expect(header.stateNames == ["shoulder_joint", "elbow_joint", "gripper"])
      let episode = try set.episode(1)
      #expect(episode.seed == 1 && episode.policy == "demonstration")
      #expect(episode.spec.contains("Push the cube."))
      #expect(episode.views.map(\.camera) == ["front"])
      #expect(episode.views[0].width == 64 && episode.views[0].height == 48)
      // The last target before the next frame, two rows later.
      #expect(episode.actions[3] == LeRobotFixture.target(1, 7))
      #expect(episode.states[3] == LeRobotFixture.target(1, 5))
      #expect(!FileManager.default.fileExists(atPath: "\(folder)/out/.shard-0000.h5.tmp"))
    }
  }

  /// Used as it lies there, a recording gives what its import would.
  @Test func withoutAnImportTheEpisodesAreTheSame() throws {
    try Scratch.inFolder { folder in
      try LeRobotFixture(episodes: 3).write(to: "\(folder)/in")
      try run("\(folder)/in", to: "\(folder)/out")
      let set = try EpisodeDataset(path: "\(folder)/out")
      let direct = try DirectRecording("\(folder)/in", cameras: ["front"], size: .fixed(width: 64, height: 48))
      #expect(direct.count == 3 && direct.contract == set.header?.contract)
      for index in 0..<3 {
        let (a, b) = (try set.episode(index), try direct.episode(index))
        #expect(try direct.frames(of: index) == a.frames && a.frames == b.frames)
        #expect(a.views[0].rgb == b.views[0].rgb && a.actions == b.actions && a.states == b.states)
        #expect(try direct.actions(of: index) == a.actions)
      }
      #expect(try Recording.isDataset("\(folder)/out") && !Recording.isDataset("\(folder)/in"))
      let error = #expect(throws: UserError.self) { try direct.episode(3) }
      #expect(error?.what == "has no episode 3")
    }
  }

  @Test func workersAndInterruptionsNeverChangeAByte() throws {
    try Scratch.inFolder { folder in
      try LeRobotFixture(episodes: 5).write(to: folder)
      try run(folder, to: "\(folder)/a")
      try run(folder, to: "\(folder)/b") { $0.workers = 3 }
      // As after ctrl-C: one file is there, others and the list are not.
      try Scratch.remove("\(folder)/b/shard-0001.h5")
      try Scratch.remove("\(folder)/b/dataset.json")
      let kept =
        try FileManager.default.attributesOfItem(atPath: "\(folder)/b/shard-0000.h5")[.modificationDate] as? Date
      try run(folder, to: "\(folder)/b")
      let now =
        try FileManager.default.attributesOfItem(atPath: "\(folder)/b/shard-0000.h5")[.modificationDate] as? Date
      #expect(kept == now)
      for file in ["dataset.json", "shard-0000.h5", "shard-0001.h5", "shard-0002.h5", "contract.yaml"] {
        #expect(try Scratch.contents("\(folder)/a/\(file)") == Scratch.contents("\(folder)/b/\(file)"), "\(file)")
      }
    }
  }

  @Test func anotherImportsFilesAreNotMixedIn() throws {
    try Scratch.inFolder { folder in
      try LeRobotFixture(episodes: 5).write(to: folder)
      try run(folder, to: "\(folder)/out")
      let other = #expect(throws: UserError.self) { try run(folder, to: "\(folder)/out") { $0.rate = 5 } }
      #expect(other?.what == "was imported from other data or with other settings")
      let fewer = #expect(throws: UserError.self) { try run(folder, to: "\(folder)/out") { $0.episodes = [0, 1] } }
      #expect(fewer?.what == "is no part of this import")
    }
  }

  @Test func theLastEpisodesAreHeldOut() throws {
    try Scratch.inFolder { folder in
      try LeRobotFixture(episodes: 5).write(to: folder)
      // Held-out episodes are taken once, however many phases training sees.
      let results = try run(folder, to: "\(folder)/out", holdOut: 2) { $0.phases = 2 }
      #expect(results.map(\.folder) == ["\(folder)/out", "\(folder)/out-held-out"])
      #expect(results.map(\.episodes) == [6, 2])
      let held = try EpisodeDataset(path: "\(folder)/out-held-out")
      #expect(try (0..<2).map { try held.summary($0).seed } == [3, 4])
    }
  }

  @Test func phasesShowEveryRow() throws {
    try Scratch.inFolder { folder in
      try LeRobotFixture(episodes: 1).write(to: folder)
      #expect(try run(folder, to: "\(folder)/out") { $0.phases = 2 }.map(\.episodes) == [2])
      let set = try EpisodeDataset(path: "\(folder)/out")
      let shown = try (0..<2).map { index in
        let view = try set.episode(index).views[0]
        return CodedPicture.read(Image(width: 64, height: 48, pixels: Array(view.rgb.prefix(view.frameBytes))))
      }
      #expect(shown == [0, 1])
    }
  }

  /// At the recording's own rate, or with more starting points than a frame has rows, pictures would be shown twice.
  @Test func phasesCloserThanRowsAreRefused() throws {
    try Scratch.inFolder { folder in
      try LeRobotFixture(episodes: 1).write(to: folder)
      let source = try Scratch.survey(folder).sourceRate
      let error = #expect(throws: UserError.self) {
        try Scratch.survey(folder) { ($0.rate, $0.phases) = (source, 3) }
      }
      #expect(error?.place == "--phases" && error?.what.contains("one row") == true, "\(String(describing: error))")
      #expect(throws: UserError.self) { try Scratch.survey(folder) { $0.phases = 64 } }
    }
  }

  @Test(arguments: [FrameFit.crop, .letterbox, .stretch]) func otherShapesAreMadeOnRequestOnly(_ fit: FrameFit) throws {
    try Scratch.inFolder { folder in
      try LeRobotFixture(episodes: 1).write(to: folder)
      let square = FrameSize.fixed(width: 48, height: 48)
      #expect(try Scratch.survey(folder) { $0.size = square }.usable.isEmpty)
      try run(folder, to: "\(folder)/out") {
        $0.size = square
        $0.fit = fit
      }
      let view = try EpisodeDataset(path: "\(folder)/out").episode(0).views[0]
      #expect(view.width == 48 && view.height == 48)
      // The code of the second picture is a white block at the top; a letterbox has black bars of six rows there.
      let second = view.rgb.dropFirst(view.frameBytes).prefix(view.frameBytes)
      func white(_ row: Int) -> Int { second.dropFirst(row * 48 * 3).prefix(48 * 3).count { $0 > 127 } / 3 }
      #expect((white(2) == 0) == (fit == .letterbox), "\(white(2))")
      // A block is 16 of the 64 columns: as wide in the crop, which leaves out 8 at either side, narrower in the others.
      let wide = white(10)
      #expect(fit == .crop ? [8, 16].contains(wide) : abs(wide - 12) <= 1, "\(wide)")
    }
  }

  @Test func ownDataSetsAreImportedAgain() throws {
    try Scratch.inFolder { folder in
      try LeRobotFixture(episodes: 2).write(to: folder)
      try run(folder, to: "\(folder)/a")
      try run("\(folder)/a", to: "\(folder)/b") { $0.rate = 5 }
      let set = try EpisodeDataset(path: "\(folder)/b")
      #expect(set.header?.contract.rate == 5)
      #expect(try set.episode(0).frames == 6)
      #expect(try set.episode(0).spec.contains("Push the cube."))
    }
  }
}
