import Diagnostics
import Foundation

/// An annotation of IRASim and its kin: one JSON file an episode, under either of two sets of names.
struct Annotation: Decodable {
  struct Video: Decodable, Sendable {
    var video_path: String
  }

  var texts: JSONTree?
  var task: JSONTree?
  var videos: [Video]?
  var video_path: String?
  var video_length: Int?
  var states: [[Float]]?
  var state: [[Float]]?
  var continuous_gripper_state: [Float]?
  var actions: [[Float]]?
  var action: [[Float]]?
  var joints: [[Float]]?

  static func read(_ path: String) throws -> Annotation {
    guard let data = FileManager.default.contents(atPath: path) else { throw UserError("cannot be read", at: path) }
    return try StableJSON.value(data, as: Annotation.self, at: path)
  }

  var words: String { (texts?.texts ?? task?.texts ?? []).joined(separator: "; ") }
  var videoPaths: [String] { videos?.map(\.video_path) ?? video_path.map { [$0] } ?? [] }
  var anyActions: [[Float]]? { actions ?? action }

  /// The tool's pose, with the gripper where it stands apart, else joints.
  var anyStates: [[Float]] {
    guard let poses = states ?? state else { return joints ?? [] }
    guard let gripper = continuous_gripper_state, gripper.count == poses.count, poses.first?.count == 6 else {
      return poses
    }
    return zip(poses, gripper).map { $0 + [$1] }
  }

  /// What IRASim's family of data sets means by rows of a width.
  static func convention(stateWidth: Int?, actionWidth: Int?) -> (ActionConvention?, [String]) {
    switch (actionWidth, stateWidth) {
    case (nil, 7): return (.tool(isDelta: false, metric: true), ActionConvention.toolNames)
    case (7, _): return (.tool(isDelta: true, metric: false), ActionConvention.toolNames)
    case (2, nil):
      // Language-Table: the tool's motion over the table (https://github.com/google-research/language-table).
      let convention = ActionConvention(
        kinds: [.endEffectorDelta, .endEffectorDelta], units: ["m", "m"], frame: "world", rotation: "none")
      return (convention, ["x", "y"])
    case (let width?, _): return (nil, (0..<width).map { "action_\($0)" })
    case (nil, let width?): return (nil, (0..<width).map { "state_\($0)" })
    case (nil, nil): return (nil, [])
    }
  }
}
