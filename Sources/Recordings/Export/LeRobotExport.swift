import Diagnostics
import Foundation
import Media

/// Writes episodes as a LeRobot 2.1 data set: a Parquet table an episode, an H.264 video an episode and camera, and
/// `meta/` (github.com/huggingface/lerobot, `v2.1`). The folder appears once `finish` has succeeded.
public final class LeRobotExport: EpisodeExport {
  /// Episodes a folder.
  static let chunk = 1000
  /// Of how many pictures an episode's statistics are taken at most.
  private static let sampled = 100

  private let folder: ExportFolder
  private let robot: String
  private let actionNames, stateNames: [String]
  private var meta: LeRobotMeta?
  private var cameras: [ExportClip.Camera] = []
  private var tasks: [String] = []
  private var episodes: [String] = []
  private var statistics: [String] = []

  /// - Throws: `UserError` where `path` is taken.
  public init(_ path: String, robot: String, actionNames: [String], stateNames: [String]) throws {
    folder = try ExportFolder(path)
    (self.robot, self.actionNames, self.stateNames) = (robot, actionNames, stateNames)
  }

  /// - Throws: `UserError` where the episode's cameras, rate or widths differ from the ones before.
  public func append(_ clip: ExportClip) throws {
    try clip.check()
    var meta = try begun(clip)
    let number = meta.total_episodes
    let task = tasks.firstIndex(of: clip.task) ?? tasks.count
    if task == tasks.count { tasks.append(clip.task) }
    var stats = try writeTable(clip, number, first: meta.total_frames, task: task)
    for index in cameras.indices { stats[Self.key(cameras[index])] = try writeVideo(clip, index, number) }

    struct Episode: Encodable {
      var episode_index: Int
      var tasks: [String]
      var length: Int
    }
    struct Statistics: Encodable {
      var episode_index: Int
      var stats: [String: LeRobotStatistics]
    }
    episodes.append(try StableJSON.text(Episode(episode_index: number, tasks: [clip.task], length: clip.frames)))
    statistics.append(try StableJSON.text(Statistics(episode_index: number, stats: stats)))
    meta.total_episodes += 1
    meta.total_frames += clip.frames
    meta.total_videos += cameras.count
    self.meta = meta
  }

  public func finish() throws {
    guard var meta else { throw UserError("there is nothing to export", at: folder.path) }
    meta.total_tasks = tasks.count
    meta.total_chunks = (meta.total_episodes + Self.chunk - 1) / Self.chunk
    meta.splits = ["train": "0:\(meta.total_episodes)"]
    struct Task: Encodable {
      var task_index: Int
      var task: String
    }
    let lines = try tasks.enumerated().map { try StableJSON.text(Task(task_index: $0, task: $1)) }
    try AtomicFile.write(StableJSON.text(meta, pretty: true) + "\n", to: folder.place("meta/info.json"))
    for (name, lines) in [("tasks", lines), ("episodes", episodes), ("episodes_stats", statistics)] {
      try AtomicFile.write(lines.joined(separator: "\n") + "\n", to: folder.place("meta/\(name).jsonl"))
    }
    try folder.finish()
  }

  private static func key(_ camera: ExportClip.Camera) -> String { "observation.images.\(camera.name)" }

  /// The facts of the data set, made from its first episode; the others must agree.
  private func begun(_ clip: ExportClip) throws -> LeRobotMeta {
    let (actions, states) = (clip.actions[0].count, clip.states.first?.count ?? 0)
    guard clip.actions.allSatisfy({ $0.count == actions }), actions == actionNames.count,
      clip.states.allSatisfy({ $0.count == states }), states == stateNames.count
    else {
      throw UserError(
        "has \(actions) actions and \(states) states a frame; \(actionNames.count) and \(stateNames.count) have names",
        at: clip.task)
    }
    guard let meta else {
      cameras = clip.cameras
      var features = LeRobotMeta.bookkeeping
      features["action"] = .vector(actionNames)
      if !stateNames.isEmpty { features["observation.state"] = .vector(stateNames) }
      for camera in cameras { features[Self.key(camera)] = .video(camera, rate: clip.rate) }
      return LeRobotMeta(robot_type: robot, fps: clip.rate, features: features)
    }
    guard clip.cameras == cameras, clip.rate == meta.fps else {
      throw UserError(
        "has other cameras, another size or another rate than the episodes before it", at: clip.task,
        fix: "Name episodes that agree with --episodes, or say --format mp4")
    }
    return meta
  }

  private func writeTable(
    _ clip: ExportClip, _ number: Int, first: Int, task: Int
  ) throws -> [String: LeRobotStatistics] {
    let frames = Array(0..<clip.frames)
    let times = frames.map { Double($0) / clip.rate }
    let rows = frames.map { first + $0 }
    let same = { (value: Int) in [Int](repeating: value, count: clip.frames) }
    var columns = [ParquetColumn("action", .vectors(clip.actions))]
    if !clip.states.isEmpty { columns.append(ParquetColumn("observation.state", .vectors(clip.states))) }
    columns += [
      ParquetColumn("timestamp", .floats(times)), ParquetColumn("frame_index", .integers(frames)),
      ParquetColumn("episode_index", .integers(same(number))), ParquetColumn("index", .integers(rows)),
      ParquetColumn("task_index", .integers(same(task))),
    ]
    try ParquetTable.write(columns, to: folder.place(Self.name("data", number, "parquet")))
    var stats: [String: LeRobotStatistics] = [:]
    for column in columns {
      switch column.kind {
      case .vectors(let values): stats[column.name] = LeRobotStatistics(rows: values.map { $0.map(Double.init) })
      case .floats(let values): stats[column.name] = LeRobotStatistics(rows: values.map { [$0] })
      case .integers(let values): stats[column.name] = LeRobotStatistics(rows: values.map { [Double($0)] })
      case .texts, .textLists, .files: continue
      }
    }
    return stats
  }

  private func writeVideo(_ clip: ExportClip, _ index: Int, _ number: Int) throws -> LeRobotStatistics {
    let camera = cameras[index]
    let path = try folder.place(Self.name("videos", number, "mp4", Self.key(camera)))
    let writer = try VideoWriter(
      to: path, width: camera.width, height: camera.height, rate: clip.rate, format: .h264())
    var sums = LeRobotStatistics.Sums(width: 3)
    let stride = max(1, (clip.frames + Self.sampled - 1) / Self.sampled)
    var count = 0
    for frame in 0..<clip.frames {
      try Interrupt.check()
      let image = try clip.picture(index, frame)
      try writer.append(image)
      guard frame % stride == 0 else { continue }
      sums.add(image)
      count += 1
    }
    try writer.finish()
    return LeRobotStatistics(pictures: sums, count: count)
  }

  private static func name(_ kind: String, _ number: Int, _ ending: String, _ camera: String? = nil) -> String {
    let chunk = String(format: "chunk-%03d", number / Self.chunk)
    let file = String(format: "episode_%06d.", number) + ending
    return ([kind, chunk] + (camera.map { [$0] } ?? []) + [file]).joined(separator: "/")
  }
}
