import CHDF5
import Diagnostics
import Foundation
import Media
import NumPyFiles
import Testing

@testable import Recordings

/// Each layout, from files that lie as its own tools leave them.
@Suite struct ReaderTests {
  private func pictures(_ numbers: Range<Int>, to path: String, rate: Double) throws {
    try FileManager.default.createDirectory(
      at: URL(fileURLWithPath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
    try VideoWriter.write(numbers.map(CodedPicture.make), to: path, rate: rate, format: .h264())
  }

  /// The picture numbers that an episode's rows have.
  private func shown(_ folder: String, _ key: EpisodeKey, _ camera: String) throws -> [Int] {
    let reader = try Recording.open(folder)
    let session = PictureSession()
    let checked = try EpisodeInspector(facts: reader.facts, cameras: [camera]).inspect(try reader.episode(key), session)
    var seen: [Int] = []
    try session.read(checked.cameras[0].source, checked.cameras[0].numbers, width: 64, height: 48) {
      seen.append(CodedPicture.read($0))
    }
    return seen
  }

  /// Two episodes of 24 and 16 rows in one table and one video, as version 3.0 keeps them.
  @Test(arguments: [true, false]) func lerobot3FindsEpisodesInSharedFiles(_ namesTasks: Bool) throws {
    try Scratch.inFolder { folder in
      let info = LeRobotFixture(version: "v3.0").info
        .replacing(
          "data/chunk-{episode_chunk:03d}/episode_{episode_index:06d}",
          with: "data/chunk-{chunk_index:03d}/file-{file_index:03d}"
        )
        .replacing(
          "videos/chunk-{episode_chunk:03d}/{video_key}/episode_{episode_index:06d}",
          with: "videos/{video_key}/chunk-{chunk_index:03d}/file-{file_index:03d}")
      try Scratch.write(info, to: "\(folder)/meta/info.json")
      let rows = (0..<24).map { (0, $0) } + (0..<16).map { (1, $0) }
      try ParquetTable.write(
        [
          ParquetColumn("action", .vectors(rows.map { LeRobotFixture.target($0.0, $0.1) })),
          ParquetColumn("observation.state", .vectors(rows.map { LeRobotFixture.target($0.0, $0.1 - 1) })),
          ParquetColumn("timestamp", .floats(rows.map { Double($0.1) / 20 })),
          ParquetColumn("episode_index", .integers(rows.map(\.0))),
          ParquetColumn("task_index", .integers(rows.map { 5 + $0.0 })),
        ], to: "\(folder)/data/chunk-000/file-000.parquet")
      let video = "videos/observation.images.front"
      // The texts stand with the episodes, or in a list of their own as pandas writes it.
      let texts = namesTasks ? [ParquetColumn("tasks", .textLists(["Push.", "Pull."]))] : []
      if !namesTasks {
        try ParquetTable.write(
          [
            ParquetColumn("task_index", .integers([6, 5])),
            ParquetColumn("__index_level_0__", .texts(["Pull.", "Push."])),
          ], to: "\(folder)/meta/tasks.parquet")
      }
      try ParquetTable.write(
        texts + [
          ParquetColumn("episode_index", .integers([0, 1])), ParquetColumn("length", .integers([24, 16])),
          ParquetColumn("\(video)/chunk_index", .integers([0, 0])),
          ParquetColumn("\(video)/file_index", .integers([0, 0])),
          ParquetColumn("\(video)/from_timestamp", .floats([0, 1.2])),
        ], to: "\(folder)/meta/episodes/chunk-000/file-000.parquet")
      try pictures(0..<40, to: "\(folder)/\(video)/chunk-000/file-000.mp4", rate: 20)
      let survey = try Scratch.survey(folder)
      #expect(survey.format == .lerobotV3 && survey.promised == 3 && survey.absent == [2])
      #expect(survey.usable.map(\.rows) == [24, 16] && survey.skipped.isEmpty)
      #expect(try Recording.open(folder).episode(.number(1)).task == "Pull.")
      #expect(try shown(folder, .number(0), "front") == Array(0..<24))
      #expect(try shown(folder, .number(1), "front") == Array(24..<40))
    }
  }

  @Test func picturesInTablesAreRead() throws {
    try Scratch.inFolder { folder in
      let fixture = LeRobotFixture(episodes: 1)
      try fixture.write(to: folder)
      try Scratch.write(
        fixture.info.replacing("\"dtype\": \"video\"", with: "\"dtype\": \"image\""), to: "\(folder)/meta/info.json")
      let files = try (0..<24).map { try CodedPicture.make($0).pngBytes() }
      try ParquetTable.write(
        fixture.columns(0) + [ParquetColumn(LeRobotFixture.camera, .files(files))], to: "\(folder)/\(fixture.table(0))")
      #expect(try shown(folder, .number(0), "front") == Array(0..<24))
    }
  }

  @Test func picturesInFilesOfTheirOwnAreRead() throws {
    try Scratch.inFolder { folder in
      let fixture = LeRobotFixture(episodes: 1)
      try fixture.write(to: folder)
      try Scratch.write(
        fixture.info.replacing("\"dtype\": \"video\"", with: "\"dtype\": \"image\""), to: "\(folder)/meta/info.json")
      let place = "\(folder)/images/\(LeRobotFixture.camera)/episode_000000"
      for number in 0..<24 {
        try Scratch.write(try CodedPicture.make(number).pngBytes(), to: "\(place)/frame_\(number).png")
      }
      #expect(try shown(folder, .number(0), "front") == Array(0..<24))
      for number in 12..<24 { try Scratch.remove("\(place)/frame_\(number).png") }
      #expect(try Scratch.survey(folder).skipped.first?.reason.contains("12 pictures for 24 rows") == true)
    }
  }

  @Test func annotationsGiveStatesAndSeveralCameras() throws {
    try Scratch.inFolder { folder in
      let states = (0..<12).map { row in (0..<7).map { "\(Double(row * $0) / 100)" }.joined(separator: ",") }
      try Scratch.write(
        """
        {"texts": ["fold"], "video_length": 12, "latent_videos": [{"latent_video_path": "latents/0.pt"}],
         "videos": [{"video_path": "videos/val/1/0.mp4"}, {"video_path": "videos/val/1/1.mp4"}],
         "states": [\(states.map { "[\($0)]" }.joined(separator: ","))]}
        """, to: "\(folder)/annotation/val/0001.json")
      for camera in 0..<2 { try pictures(0..<12, to: "\(folder)/videos/val/1/\(camera).mp4", rate: 4) }
      let survey = try Scratch.survey(folder)
      #expect(survey.format == .irasim && survey.usable.map(\.key) == [.number(1)] && survey.skipped.isEmpty)
      #expect(survey.contract.origin == "next_state" && survey.sourceRate == 4)
      #expect(survey.problems.contains { $0.kind == .convention })
      let reader = try Recording.open(folder)
      let checked = try EpisodeInspector(facts: reader.facts, cameras: ["camera_1"])
        .inspect(try reader.episode(.number(1)), PictureSession())
      #expect(
        checked.task == "fold" && checked.actions[3] == checked.states[4] && checked.actions[11] == checked.states[11])
    }
  }

  @Test func archivesWithAStillFirstActionAreMovedUp() throws {
    try Scratch.inFolder { folder in
      var archive = NumPyArchive()
      let rows = (0..<10).map { row -> [Float] in [Float](repeating: Float(row) * 0.1, count: 6) + [-1, 0] }
      archive.append("arr_0", NumPyArray(shape: [10, 8], Array(rows.joined())))
      try archive.write(to: "\(folder)/000000000.npz")
      try pictures(0..<10, to: "\(folder)/000000000.mp4", rate: 5)
      let survey = try Scratch.survey(folder)
      #expect(survey.format == .npz && survey.movesActions && survey.contract.rate == 5)
      #expect(survey.contract.dimensions[7].name == "column_7" && survey.contract.dimensions[6].kind == .gripper)
      let surveyor = try Surveyor(folder, ImportOptions())
      let importer = EpisodeImporter(reader: surveyor.reader, survey: survey, options: ImportOptions())
      let episode = try #require(try importer.episodes(.number(0), number: 0).episodes.first)
      #expect(episode.actions[0] == rows[1] && episode.actions[8] == rows[9])
      // Nothing is told after the last picture; the gripper keeps what it was told.
      #expect(episode.actions[9] == [0, 0, 0, 0, 0, 0, -1, 0])
    }
  }

  @Test func robomimicGivesPicturesAndStates() throws {
    try Scratch.inFolder { folder in
      let path = "\(folder)/demos.hdf5"
      let file = orrery_h5_create(path)
      let frames = (0..<8).flatMap { CodedPicture.make($0).pixels }
      let actions = (0..<56).map { Float($0 % 7) / 7 }
      let position = (0..<24).map { Double($0) / 100 }
      _ = orrery_h5_write(file, "data/demo_0/actions", 1, 2, [8, 7], 8, 4, actions)
      _ = orrery_h5_write(file, "data/demo_0/obs/agentview_image", 0, 4, [8, 48, 64, 3], 1, 4, frames)
      _ = orrery_h5_write(file, "data/demo_0/obs/robot0_eef_pos", 2, 2, [8, 3], 8, 4, position)
      let environment = """
        {"env_name": "Lift", "env_kwargs": {"control_freq": 10, "robots": ["Panda"],
         "controller_configs": {"type": "OSC_POSE", "control_delta": true}}}
        """
      _ = orrery_h5_set_string(file, "data", "env_args", environment)
      _ = orrery_h5_close(file)
      let survey = try Scratch.survey(path)
      #expect(survey.format == .robomimic && survey.robot == "Panda" && survey.sourceRate == 10)
      #expect(survey.contract.dimensions.map(\.name) == ActionConvention.toolNames)
      #expect(survey.contract.dimensions[0].kind == .endEffectorDelta && survey.contract.dimensions[0].lower == -1)
      #expect(
        try Recording.open(path).facts.stateNames == ["robot0_eef_pos_0", "robot0_eef_pos_1", "robot0_eef_pos_2"])
      #expect(try shown(folder, .number(0), "agentview") == Array(0..<8))
    }
  }

  @Test func robomimicWithoutPicturesIsSkippedWithAdvice() throws {
    try Scratch.inFolder { folder in
      let file = orrery_h5_create("\(folder)/low_dim.hdf5")
      _ = orrery_h5_write(file, "data/demo_0/actions", 1, 2, [8, 2], 8, 4, [Float](repeating: 0, count: 16))
      _ = orrery_h5_write(file, "data/demo_0/obs/object", 1, 2, [8, 2], 8, 4, [Float](repeating: 0, count: 16))
      _ = orrery_h5_close(file)
      let error = #expect(throws: UserError.self) { try Scratch.survey(folder) }
      #expect(error?.what == "has no camera")
    }
  }
}
