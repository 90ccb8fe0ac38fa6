import Diagnostics
import Episodes
import Foundation
import Media
import TestSupport
import Testing

@testable import Recordings

@Suite struct ExportTests {
  /// Two episodes of pictures that say their number, with their actions.
  private func clip(_ number: Int, frames: Int = 14) -> ExportClip {
    ExportClip(
      cameras: [.init(name: "front", width: 64, height: 48)], frames: frames, rate: 10,
      actions: (0..<frames).map { LeRobotFixture.target(number, $0) },
      states: (0..<frames).map { LeRobotFixture.target(number, $0 - 1) }, task: "Push cube \(number)."
    ) { _, frame in CodedPicture.make(frame) }
  }

  private let names = ["shoulder_joint", "elbow_joint", "gripper"]

  private func export(to path: String) throws {
    let export = try LeRobotExport(path, robot: "toy", actionNames: names, stateNames: names)
    for number in 0..<2 { try export.append(clip(number)) }
    #expect(!FileManager.default.fileExists(atPath: path), "nothing is there before it is whole")
    try export.finish()
  }

  @Test func whatWasExportedIsImportedAsItWas() throws {
    try Scratch.inFolder { folder in
      try export(to: "\(folder)/out")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["out"])
      let survey = try Scratch.survey("\(folder)/out")
      #expect(survey.usable.count == 2 && survey.skipped.isEmpty)
      #expect(survey.contract.dimensions.map(\.name) == names)
      let surveyor = try Surveyor("\(folder)/out", ImportOptions())
      for set in ImportSet.plan(survey, folder: "\(folder)/data", heldOut: 0) {
        _ = try Importer(surveyor, survey, set).run { _ in }
      }
      let data = try EpisodeDataset(path: "\(folder)/data")
      for number in 0..<2 {
        let episode = try data.episode(number)
        #expect(episode.frames == 14 && episode.rate == 10)
        #expect(episode.actions == clip(number).actions)
        #expect(episode.states == clip(number).states)
        #expect(episode.spec.contains("Push cube \(number)."))
        let bytes = episode.views[0].frameBytes
        for frame in 0..<14 {
          let pixels = Array(episode.views[0].rgb[frame * bytes..<(frame + 1) * bytes])
          #expect(CodedPicture.read(Image(width: 64, height: 48, pixels: pixels)) == frame)
        }
      }
    }
  }

  /// By a library that shares nothing with this program.
  @Test(.enabled(if: Python.has("pyarrow")))
  func pyarrowReadsTheTables() throws {
    try Scratch.inFolder { folder in
      try export(to: "\(folder)/out")
      let text = try Python.run(
        """
        import json, sys, pyarrow.parquet as pq
        root = sys.argv[1]
        info = json.load(open(root + "/meta/info.json"))
        assert info["codebase_version"] == "v2.1" and info["total_frames"] == 28 and info["fps"] == 10, info
        table = pq.read_table(root + "/" + info["data_path"].format(episode_chunk=0, episode_index=1)).to_pydict()
        assert table["frame_index"] == list(range(14)) and table["index"] == list(range(14, 28)), table
        assert table["task_index"] == [1] * 14
        assert all(abs(t - i / 10) < 1e-6 for i, t in enumerate(table["timestamp"]))
        stats = [json.loads(l) for l in open(root + "/meta/episodes_stats.jsonl")][1]["stats"]
        mean = [sum(a[d] for a in table["action"]) / 14 for d in range(3)]
        assert all(abs(m - s) < 1e-6 for m, s in zip(mean, stats["action"]["mean"]))
        image = stats["observation.images.front"]
        assert len(image["mean"]) == 3 and image["count"] == [14] and 0 <= image["min"][0][0][0] <= image["max"][0][0][0] <= 1
        assert set(info["features"]) == set(stats), (set(info["features"]), set(stats))
        print(table["action"][3])
        """, "\(folder)/out")
      let numbers = text.filter { !"[] \n".contains($0) }.split(separator: ",").compactMap { Float($0) }
      #expect(numbers == LeRobotFixture.target(1, 3))
    }
  }

  @Test func filmsComeWithTheirActions() throws {
    try Scratch.inFolder { folder in
      let export = try FilmExport("\(folder)/films", actionNames: ["a", "b, c", "d"])
      try export.append(clip(0))
      try export.finish()
      let video = try VideoReader("\(folder)/films/episode-000000-front.mp4")
      let ninth = try video.frame(9)
      #expect(video.frameCount == 14 && CodedPicture.read(ninth) == 9)
      let lines = String(decoding: try Scratch.contents("\(folder)/films/episode-000000.csv"), as: UTF8.self)
        .split(separator: "\n")
      #expect(lines.count == 15 && lines[0] == "seconds,a,\"b, c\",d" && lines[4].hasPrefix("0.3,"))
    }
  }

  @Test func nothingIsWrittenOverAndNothingHalfIsLeft() throws {
    try Scratch.inFolder { folder in
      try export(to: "\(folder)/out")
      let taken = #expect(throws: UserError.self) { try export(to: "\(folder)/out") }
      #expect(taken?.what == "is there already")
      func breakOff() throws {
        let export = try LeRobotExport("\(folder)/half", robot: "toy", actionNames: names, stateNames: names)
        try export.append(clip(0))
        var other = clip(1)
        other.cameras[0].width = 32
        try export.append(other)
      }
      let error = #expect(throws: UserError.self) { try breakOff() }
      #expect(error?.what.contains("another size") == true)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["out"])
    }
  }

  @Test func listsOfDifferentLengthsAreRefused() throws {
    try Scratch.inFolder { folder in
      let export = try LeRobotExport("\(folder)/out", robot: "toy", actionNames: names, stateNames: [])
      var short = clip(0)
      short.actions.removeLast()
      #expect(throws: UserError.self) { try export.append(short) }
      // States without names.
      #expect(throws: UserError.self) { try export.append(clip(0)) }
      #expect(throws: UserError.self) { try export.finish() }
    }
  }
}
