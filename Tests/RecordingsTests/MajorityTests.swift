import CHDF5
import Diagnostics
import Foundation
import Media
import NumPyFiles
import Testing

@testable import Recordings

/// The first episode is odd: most decide, and the odd one is skipped with its reason.
@Suite struct MajorityTests {
  private func archive(_ width: Int, to path: String) throws {
    var archive = NumPyArchive()
    archive.append("actions", NumPyArray(shape: [10, width], (0..<10 * width).map { Float($0 / width) * 0.1 }))
    try archive.write(to: "\(path).npz")
    try VideoWriter.write((0..<10).map(CodedPicture.make), to: "\(path).mp4", rate: 5, format: .h264())
  }

  struct Demo: Sendable {
    var width = 7
    var cameras = ["front"]
    var tables = ["robot0_eef_pos"]
  }

  private func write(_ demos: [Demo], to path: String) {
    let file = orrery_h5_create(path)
    for (number, demo) in demos.enumerated() {
      let group = "data/demo_\(number)"
      let actions = (0..<8 * demo.width).map { Float($0 % 7) / 7 }
      _ = orrery_h5_write(file, "\(group)/actions", 1, 2, [8, Int64(demo.width)], 8, 4, actions)
      for camera in demo.cameras {
        let frames = (0..<8).flatMap { CodedPicture.make($0).pixels }
        _ = orrery_h5_write(file, "\(group)/obs/\(camera)_image", 0, 4, [8, 48, 64, 3], 1, 4, frames)
      }
      let position = (0..<24).map { Double($0) / 100 }
      for table in demo.tables {
        _ = orrery_h5_write(file, "\(group)/obs/\(table)", 2, 2, [8, 3], 8, 4, position)
      }
    }
    _ = orrery_h5_set_string(file, "data", "env_args", #"{"env_name": "Lift", "env_kwargs": {"control_freq": 10}}"#)
    _ = orrery_h5_close(file)
  }

  @Test func mostArchivesDecideTheWidth() throws {
    try Scratch.inFolder { folder in
      try archive(7, to: "\(folder)/1")
      for name in ["2", "3", "4"] { try archive(10, to: "\(folder)/\(name)") }
      let survey = try Scratch.survey(folder)
      #expect(survey.usable.map(\.key) == [.number(2), .number(3), .number(4)] && survey.contract.width == 10)
      #expect(survey.skipped.map(\.episode) == [.number(1)])
      #expect(survey.skipped.first?.reason.contains("has 7 numbers in its actions, most episodes have 10") == true)
    }
  }

  @Test(arguments: [
    (Demo(width: 6), "has 6 numbers in its actions, most episodes have 7"), (Demo(cameras: []), "has no pictures"),
    (Demo(tables: ["robot0_joint_pos"]), "its states are not those of most episodes"),
  ]) func mostDemonstrationsDecide(_ odd: Demo, _ reason: String) throws {
    try Scratch.inFolder { folder in
      write([odd, Demo(), Demo(), Demo()], to: "\(folder)/demos.hdf5")
      let survey = try Scratch.survey("\(folder)/demos.hdf5")
      #expect(survey.usable.map(\.key) == [.number(1), .number(2), .number(3)])
      #expect(survey.skipped.first?.reason.contains(reason) == true, "\(survey.skipped)")
      #expect(survey.contract.width == 7 && survey.cameras.map(\.name) == ["front"])
    }
  }

  @Test func aCameraOfOneDemonstrationCostsNoOther() throws {
    try Scratch.inFolder { folder in
      write([Demo(cameras: ["front", "wrist"]), Demo(), Demo(), Demo()], to: "\(folder)/more.hdf5")
      let more = try Scratch.survey("\(folder)/more.hdf5")
      #expect(more.usable.count == 4 && more.cameras.map(\.name) == ["front"])
      #expect(more.problems.contains { $0.detail.hasPrefix("wrist is in fewer than half of the episodes") })
      write([Demo()] + [Demo](repeating: Demo(cameras: ["front", "wrist"]), count: 3), to: "\(folder)/fewer.hdf5")
      let fewer = try Scratch.survey("\(folder)/fewer.hdf5")
      #expect(fewer.cameras.map(\.name) == ["front", "wrist"])
      #expect(fewer.skipped.map(\.reason) == ["has no camera wrist"])
    }
  }

  @Test func anUnreadableFileIsOneSkippedLine() throws {
    try Scratch.inFolder { folder in
      write([Demo(), Demo()], to: "\(folder)/a.hdf5")
      try Scratch.write("x", to: "\(folder)/b.hdf5")
      let survey = try Scratch.survey(folder)
      #expect(survey.usable.map(\.key) == [.name("a/demo_0"), .name("a/demo_1")])
      #expect(survey.skipped.map(\.episode) == [.name("b")])
      #expect(survey.skipped.first?.reason.contains("not a readable HDF5 file") == true)
    }
  }

  /// "Make pictures" would be no help.
  @Test func theOnlyFileSaysWhyItCannotBeRead() throws {
    try Scratch.inFolder { folder in
      let file = orrery_h5_create("\(folder)/a.hdf5")
      _ = orrery_h5_write(file, "data/demo_0/obs/object", 1, 2, [8, 2], 8, 4, [Float](repeating: 0, count: 16))
      _ = orrery_h5_close(file)
      let error = #expect(throws: UserError.self) { try Scratch.survey("\(folder)/a.hdf5") }
      #expect(error?.what == "the dataset is missing" && error?.place.hasSuffix("data/demo_0/actions") == true)
    }
  }
}
