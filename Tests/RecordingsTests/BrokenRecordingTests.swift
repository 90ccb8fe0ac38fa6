import Diagnostics
import Foundation
import Media
import Testing

@testable import Recordings

/// Recordings that cannot be opened at all: one error that says what, where, and what to do.
@Suite struct BrokenRecordingTests {
  struct Damage: Sendable, CustomStringConvertible {
    var description: String
    var message: String
    var make: @Sendable (String) throws -> Void
  }

  static let refused: [Damage] = [
    Damage(description: "empty folder", message: "no recording of a known layout is here") { _ in },
    Damage(description: "description is no JSON", message: "meta/info.json: is no JSON") {
      try LeRobotFixture(episodes: 1).write(to: $0)
      try Scratch.write("{\"fps\": ", to: "\($0)/meta/info.json")
    },
    Damage(description: "description without a key", message: "\"features\" is missing") {
      try Scratch.write(#"{"codebase_version": "v2.1", "fps": 10, "data_path": "x"}"#, to: "\($0)/meta/info.json")
    },
    Damage(description: "old version", message: "\"codebase_version\" is v1.6; v2.0, v2.1 and v3.0 are read here") {
      try LeRobotFixture(episodes: 1, version: "v1.6").write(to: $0)
    },
    Damage(description: "rate of nought", message: "\"fps\" is 0") {
      try Scratch.write(LeRobotFixture(fps: 0).info, to: "\($0)/meta/info.json")
    },
    Damage(description: "negative rate", message: "\"fps\" is -30") {
      try Scratch.write(LeRobotFixture(fps: -30).info, to: "\($0)/meta/info.json")
    },
    Damage(
      description: "a shape beyond all numbers",
      message: "\"shape\" of action is [4611686018427387904, 4611686018427387904]"
    ) {
      let text = try LeRobotFixture(episodes: 1).write(to: $0).info.replacing(
        "\"shape\": [3]", with: "\"shape\": [4611686018427387904, 4611686018427387904]")
      try Scratch.write(text, to: "\($0)/meta/info.json")
    },
    Damage(description: "a negative shape", message: "\"shape\" of action is [-3]. No row of numbers") {
      let text = LeRobotFixture().info.replacing("\"shape\": [3]", with: "\"shape\": [-3]")
      try Scratch.write(text, to: "\($0)/meta/info.json")
    },
    Damage(description: "no tables", message: "holds no episodes") {
      try Scratch.write(LeRobotFixture().info, to: "\($0)/meta/info.json")
    },
    Damage(description: "no camera", message: "has no camera") {
      let fixture = try LeRobotFixture(episodes: 1).write(to: $0)
      let text = fixture.info.replacing("\"dtype\": \"video\"", with: "\"dtype\": \"float32\"")
      try Scratch.write(text, to: "\($0)/meta/info.json")
    },
    Damage(description: "version 3 without its list", message: "meta/episodes: holds no tables") {
      try LeRobotFixture(episodes: 1, version: "v3.0").write(to: $0)
    },
    Damage(description: "annotations without files", message: "annotation: holds no JSON files") {
      try Scratch.write("", to: "\($0)/annotation/readme.txt")
    },
    Damage(description: "HDF5 that is none", message: "not a readable HDF5 file") {
      try Scratch.write("hello", to: "\($0)/data.hdf5")
    },
    Damage(description: "own data set, unfinished list", message: "dataset.json") {
      try Scratch.write("{}", to: "\($0)/dataset.json")
    },
  ]

  @Test(arguments: refused) func isRefusedWithAReason(_ damage: Damage) throws {
    try Scratch.inFolder { folder in
      try damage.make(folder)
      let error = #expect(throws: UserError.self) { try Scratch.survey(folder) }
      let text = try #require(error).description
      #expect(text.contains(damage.message), "\(text)")
      #expect(!text.contains("\n"))
    }
  }

  @Test func aMissingFolderAndAStrayFileAreRefused() throws {
    #expect(throws: UserError("there is no such folder or file", at: "/nowhere", fix: "Check the path")) {
      try Scratch.survey("/nowhere")
    }
    try Scratch.inFolder { folder in
      try Scratch.write("x", to: "\(folder)/clip.mp4")
      let error = #expect(throws: UserError.self) { try Scratch.survey("\(folder)/clip.mp4") }
      #expect(error?.what == "is a file, and none in HDF5")
    }
  }

  @Test func insistingOnTheWrongLayoutIsRefused() throws {
    try Scratch.inFolder { folder in
      try LeRobotFixture(episodes: 1).write(to: folder)
      for format in RecordingFormat.allCases where format != .lerobotV2 {
        #expect(throws: UserError.self, "\(format)") { try Scratch.survey(folder) { $0.format = format } }
      }
    }
  }

  @Test(arguments: [
    ("rate", "are more than the recording's 20"), ("cameras", "no camera is called back"),
    ("episodes", "none of these episodes is there"), ("contract", "describes 1 actions; the recording has 3"),
  ]) func wishesThatCannotBeMetAreRefused(_ wish: String, _ message: String) throws {
    try Scratch.inFolder { folder in
      try LeRobotFixture(episodes: 1).write(to: folder)
      let error = #expect(throws: UserError.self) {
        try Scratch.survey(folder) { options in
          switch wish {
          case "rate": options.rate = 60
          case "cameras": options.cameras = ["back"]
          case "episodes": options.episodes = [7]
          default:
            options.contract = .init(
              robot: "toy", frame: "joint", rotation: "none", rate: 10, clamp: .warn,
              dimensions: [.init(name: "a", unit: "rad", kind: .jointPosition, q01: 0, q99: 1)])
          }
        }
      }
      #expect(error?.description.contains(message) == true, "\(String(describing: error))")
    }
  }
}
