import Diagnostics
import Episodes
import Foundation
import Media
import Testing

@testable import Recordings

/// Episodes whose pictures have another size than most.
@Suite struct FrameSizeTests {
  private func write(_ fixture: LeRobotFixture, _ episode: Int, _ width: Int, _ height: Int, in folder: String) throws {
    let pictures = try (0..<fixture.rows).map { try CodedPicture.make($0).resized(width: width, height: height) }
    try VideoWriter.write(pictures, to: "\(folder)/\(fixture.video(episode))", rate: fixture.fps, format: .h264())
  }

  private func recording(in folder: String, odd: (Int, Int)) throws -> LeRobotFixture {
    let fixture = try LeRobotFixture().write(to: folder)
    try write(fixture, 1, odd.0, odd.1, in: folder)
    return fixture
  }

  @Test func anotherShapeIsKept() throws {
    try Scratch.inFolder { folder in
      _ = try recording(in: "\(folder)/in", odd: (64, 64))
      let surveyor = try Surveyor("\(folder)/in", ImportOptions())
      let survey = try surveyor.survey()
      #expect(survey.usable.map(\.sizes) == [[[64, 48]], [[64, 64]], [[64, 48]]] && survey.skipped.isEmpty)
      #expect(
        survey.problems.contains(
          DataProblem(.differentSizes, "front keeps its own shape, 64×64", episode: .number(1))))
      let set = ImportSet(folder: "\(folder)/out", entries: survey.usable)
      #expect(try Importer(surveyor, survey, set).run { _ in }.result.episodes == 3)
      let data = try EpisodeDataset(path: set.folder)
      let heights = try (0..<3).map { try data.episode($0).views[0].height }
      #expect(heights == [48, 64, 48])
      // The same command finds everything done.
      #expect(try Importer(surveyor, survey, set).run { _ in }.decodedSeconds == 0)
    }
  }

  @Test func aSizeThatWasAskedForIsForAll() throws {
    try Scratch.inFolder { folder in
      _ = try recording(in: folder, odd: (64, 64))
      let survey = try Scratch.survey(folder) { $0.size = .fixed(width: 64, height: 48) }
      #expect(survey.skipped.map(\.episode) == [.number(1)])
      #expect(survey.skipped[0].reason.contains("pictures of 64×64 have another shape than frames of 64×48"))
    }
  }

  /// More pixels of the same shape give the same frames.
  @Test func anotherResolutionIsScaled() throws {
    try Scratch.inFolder { folder in
      _ = try recording(in: folder, odd: (128, 96))
      #expect(try Scratch.survey(folder).usable.map(\.sizes) == [[[64, 48]], [[64, 48]], [[64, 48]]])
    }
  }

  @Test(arguments: [(96, 54, 112, 64), (54, 96, 64, 112), (30, 20, 48, 32), (20, 14, 112, 80), (2000, 50, 640, 16)])
  func smallPicturesGetASizeOfTheirShape(_ width: Int, _ height: Int, _ wanted: Int, _ wantedHeight: Int) throws {
    let size = FrameSize.automatic.size(width: width, height: height)
    #expect(size == (wanted, wantedHeight))
    _ = try FrameCut(from: (width, height), to: size, fit: .exact, at: "")
  }

  @Test func everyOrdinaryShapeHasASizeThatFits() throws {
    for width in stride(from: 24, through: 400, by: 7) {
      for height in stride(from: max(24, width / 3), through: width * 3, by: 11) {
        let size = FrameSize.automatic.size(width: width, height: height)
        #expect(size.width % 16 == 0 && size.height % 16 == 0 && size.width * size.height <= FrameSize.pixels)
        let cut = try FrameCut(
          from: (width, height), to: size, fit: .exact, at: "", tolerance: FrameSize.ownTolerance)
        #expect(cut.stretch <= FrameSize.ownTolerance, "\(width)×\(height) as \(size)")
      }
    }
  }

  @Test func aShapeWithNoMultiplesOf16IsUsedAndSaid() throws {
    try Scratch.inFolder { folder in
      let fixture = try LeRobotFixture(episodes: 1).write(to: folder)
      try write(fixture, 0, 100, 96, in: folder)
      let survey = try Scratch.survey(folder)
      #expect(survey.usable.map(\.sizes) == [[[96, 96]]] && survey.skipped.isEmpty)
      #expect(survey.problems.contains { $0.detail.hasPrefix("front is stretched by 4.0% to 96×96: no multiples") })
    }
  }

  /// Models predict cameras of one size together.
  @Test func camerasThatShareASizeElsewhereShareItOrAreSkipped() throws {
    let camera = { (name: String, width: Int, height: Int) in
      CheckedEpisode.Camera(
        name: name, source: .files(paths: []),
        facts: PictureFacts(count: 1, width: width, height: height, codec: "image"), numbers: [0])
    }
    let usual = ["front", "wrist"].map {
      RecordingSurvey.Camera(name: $0, width: 64, height: 48, codec: "", episodes: 3, imported: [64, 48])
    }
    let plan = FramePlan(cameras: usual, ImportOptions())
    let episode = { (cameras: [CheckedEpisode.Camera]) in
      CheckedEpisode(
        key: .number(0), task: "", times: [0, 1], actions: [], states: [], cameras: cameras, isDerived: false,
        problems: [])
    }
    let both = try plan.cuts(of: episode([camera("front", 64, 64), camera("wrist", 64, 64)]))
    #expect(both.map(\.height) == [64, 64])
    #expect(throws: UserError.self) {
      try plan.cuts(of: episode([camera("front", 64, 64), camera("wrist", 64, 48)]))
    }
  }
}
