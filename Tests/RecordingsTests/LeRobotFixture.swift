import Foundation
import Media

@testable import Recordings

/// A small recording in LeRobot 2.1's layout: two joints and a gripper, one camera whose pictures say their number.
struct LeRobotFixture {
  var episodes = 3
  var rows = 24
  var fps = 20.0
  /// What `meta/info.json` says about names of the three numbers.
  var names = #"["shoulder_joint", "elbow_joint", "gripper"]"#
  var promised: Int?
  /// Seconds of a row.
  var time: (Int) -> Double = { Double($0) / 20 }
  var action: (_ episode: Int, _ row: Int) -> [Float] = Self.target
  var state: (_ episode: Int, _ row: Int) -> [Float] = { Self.target($0, $1 - 1) }
  /// Frames of an episode's video.
  var frames: Int?
  var version = "v2.1"

  static func target(_ episode: Int, _ row: Int) -> [Float] {
    let phase = Float(row) * 0.2 + Float(episode)
    return [sin(phase), 0.8 * cos(1.3 * phase), row % 12 < 6 ? 0.1 : 0.9]
  }

  static let camera = "observation.images.front"

  func table(_ episode: Int) -> String { String(format: "data/chunk-000/episode_%06d.parquet", episode) }
  func video(_ episode: Int) -> String { String(format: "videos/chunk-000/\(Self.camera)/episode_%06d.mp4", episode) }

  var info: String {
    """
    {"codebase_version": "\(version)", "robot_type": "toy", "total_episodes": \(promised ?? episodes), "fps": \(fps),
     "chunks_size": 1000, "data_path": "data/chunk-{episode_chunk:03d}/episode_{episode_index:06d}.parquet",
     "video_path": "videos/chunk-{episode_chunk:03d}/{video_key}/episode_{episode_index:06d}.mp4",
     "features": {
       "action": {"dtype": "float32", "shape": [3], "names": \(names)},
       "observation.state": {"dtype": "float32", "shape": [3], "names": \(names)},
       "\(Self.camera)": {"dtype": "video", "shape": [48, 64, 3], "names": ["height", "width", "channel"]},
       "timestamp": {"dtype": "float32", "shape": [1], "names": null},
       "task_index": {"dtype": "int64", "shape": [1], "names": null}}}
    """
  }

  func columns(_ episode: Int) -> [ParquetColumn] {
    let all = 0..<rows
    return [
      ParquetColumn("action", .vectors(all.map { action(episode, $0) })),
      ParquetColumn("observation.state", .vectors(all.map { state(episode, $0) })),
      ParquetColumn("timestamp", .floats(all.map(time))),
      ParquetColumn("frame_index", .integers(Array(all))),
      ParquetColumn("episode_index", .integers(all.map { _ in episode })),
      ParquetColumn("task_index", .integers(all.map { _ in 0 })),
    ]
  }

  @discardableResult
  func write(to folder: String) throws -> Self {
    try Scratch.write(info, to: "\(folder)/meta/info.json")
    try Scratch.write(#"{"task_index": 0, "task": "Push the cube."}"# + "\n", to: "\(folder)/meta/tasks.jsonl")
    let lines = (0..<episodes).map { #"{"episode_index": \#($0), "tasks": ["Push the cube."], "length": \#(rows)}"# }
    try Scratch.write(lines.joined(separator: "\n"), to: "\(folder)/meta/episodes.jsonl")
    for episode in 0..<episodes {
      try ParquetTable.write(columns(episode), to: "\(folder)/\(table(episode))")
      try VideoWriter.write(
        (0..<(frames ?? rows)).map(CodedPicture.make), to: "\(folder)/\(video(episode))", rate: fps, format: .h264())
    }
    return self
  }
}
