import Diagnostics
import Foundation

/// LeRobot's `meta/info.json`: what the recording promises to hold.
struct LeRobotInfo: Decodable {
  struct Feature: Decodable {
    var dtype: String
    var shape: [Int]
    /// Null, a list, a list in a list, or a mapping of lists: all occur.
    var names: JSONTree?

    /// Numbers a row, the product of the shape; nil for lengths below nought and more numbers than a row may have.
    var width: Int? {
      shape.reduce(1 as Int?) { total, length in
        guard let total, length >= 0 else { return nil }
        let (product, isTooMuch) = total.multipliedReportingOverflow(by: length)
        return isTooMuch || product > 1 << 32 ? nil : product
      }
    }
  }

  var version: String
  var robot: String?
  var episodes: Int?
  var fps: Double
  var chunkSize: Int?
  var dataPath: String
  var videoPath: String?
  var features: [String: Feature]

  enum CodingKeys: String, CodingKey {
    case version = "codebase_version"
    case robot = "robot_type"
    case episodes = "total_episodes"
    case fps
    case chunkSize = "chunks_size"
    case dataPath = "data_path"
    case videoPath = "video_path"
    case features
  }

  static func path(in folder: String) -> String { "\(folder)/meta/info.json" }

  init(folder: String) throws {
    let path = Self.path(in: folder)
    guard let data = FileManager.default.contents(atPath: path) else {
      throw UserError(
        "there is no such file, or it cannot be read", at: path, fix: "A LeRobot recording begins with it")
    }
    self = try StableJSON.value(data, as: Self.self, at: path)
    guard fps.isFinite, fps > 0, fps <= 10_000 else { throw UserError("\"fps\" is \(fps)", at: path) }
    guard chunkSize ?? 1 > 0 else { throw UserError("\"chunks_size\" is \(chunkSize ?? 0)", at: path) }
    guard (0...100_000_000).contains(episodes ?? 0) else {
      throw UserError("\"total_episodes\" is \(episodes ?? 0)", at: path)
    }
    if let (name, feature) = features.sorted(by: { $0.key < $1.key }).first(where: { $0.value.width == nil }) {
      throw UserError("\"shape\" of \(name) is \(feature.shape)", at: path, fix: "No row of numbers has this shape")
    }
    _ = try format(at: path)
  }

  var format: RecordingFormat { version.hasPrefix("v3") ? .lerobotV3 : .lerobotV2 }

  private func format(at path: String) throws -> RecordingFormat {
    guard version.hasPrefix("v2.") || version.hasPrefix("v3.") else {
      throw UserError(
        "\"codebase_version\" is \(version); v2.0, v2.1 and v3.0 are read here", at: path,
        fix: "Convert the recording with LeRobot's own tool")
    }
    return format
  }

  /// Cameras' feature names, in order, whether their pictures are videos or lie in the tables.
  var cameras: [(feature: String, isVideo: Bool)] {
    features.filter { ["video", "image"].contains($0.value.dtype) }.sorted { $0.key < $1.key }
      .map { ($0.key, $0.value.dtype == "video") }
  }

  /// Columns that together are the action, or the state: one, or several parts in alphabetical order.
  func columns(_ name: String) -> [String] {
    if features[name] != nil { return [name] }
    return features.keys.filter { $0.hasPrefix(name + ".") && (features[$0]?.shape.count ?? 0) == 1 }
      .filter { !["video", "image", "string"].contains(features[$0]?.dtype ?? "") }.sorted()
  }

  /// A name for each number of some columns; made up where the recording has none, or a wrong count of them.
  func names(of columns: [String]) -> (names: [String], problems: [DataProblem]) {
    var names: [String] = []
    var problems: [DataProblem] = []
    for column in columns {
      guard let feature = features[column] else { continue }
      let width = feature.width ?? 0
      let own = feature.names?.texts ?? []
      let short = column.split(separator: ".").last.map(String.init) ?? column
      if own.count == width, Set(own).count == own.count {
        names += columns.count > 1 ? own.map { "\(short).\($0)" } : own
      } else {
        names += (0..<max(0, min(width, 4096))).map { "\(short)_\($0)" }
        if !own.isEmpty {
          problems.append(DataProblem(.names, "\(column) has \(width) numbers and \(Set(own).count) different names"))
        }
      }
    }
    return (names, problems)
  }

  /// What follows from this file alone.
  func facts() -> RecordingFacts {
    var facts = RecordingFacts()
    facts.robot = robot ?? ""
    facts.rate = fps
    facts.cameras = cameras.map { cameraName($0.feature) }
    let (actions, states) = (names(of: columns("action")), names(of: columns("observation.state")))
    (facts.actionNames, facts.stateNames) = (actions.names, states.names)
    facts.problems = actions.problems + states.problems
    facts.promised = episodes
    return facts
  }

  /// `observation.images.front` is the camera `front`, unless another feature would be called so too: then both go by all
  /// of their names.
  func cameraName(_ feature: String) -> String {
    let short = Self.shortName(feature)
    let isAlone = cameras.count { Self.shortName($0.feature) == short } < 2
    return isAlone ? short : feature.replacing(".", with: "_").replacing("/", with: "_")
  }

  private static func shortName(_ feature: String) -> String {
    for prefix in ["observation.images.", "observation.image.", "observation."] where feature.hasPrefix(prefix) {
      return String(feature.dropFirst(prefix.count)).replacing("/", with: "_")
    }
    return feature.replacing("/", with: "_")
  }
}
