import Diagnostics
import Foundation

/// `meta/episodes` of LeRobot 3.0: for each episode its length, its tasks, and where its pictures lie in which video.
struct LeRobot3Index: Sendable {
  struct Entry: Sendable {
    var length: Int?
    var task: String
    /// By feature.
    var videos: [String: Part]
  }

  /// An episode's stretch of a video.
  struct Part: Sendable {
    /// In the recording.
    var path: String
    /// Seconds at which it begins.
    var from: Double
    /// Seconds at which the next episode begins; nil where the recording does not say.
    var to: Double?
  }

  private(set) var entries: [Int: Entry] = [:]
  /// Texts by the number that rows have in the column `task_index`.
  private(set) var tasks: [Double: String] = [:]
  private(set) var problems: [DataProblem] = []

  init(folder: String, info: LeRobotInfo) throws {
    let files = try FolderListing.files(below: "\(folder)/meta/episodes", endings: ["parquet"])
    guard !files.isEmpty else {
      throw UserError("holds no tables", at: "\(folder)/meta/episodes", fix: "LeRobot 3.0 lists its episodes there")
    }
    for file in files { try read(try ParquetTable(path: file), info) }
    let list = "\(folder)/meta/tasks.parquet"
    guard FileManager.default.fileExists(atPath: list) else { return }
    do { tasks = try Self.tasks(try ParquetTable(path: list)) } catch let error as UserError {
      problems.append(DataProblem(.metadata, error.description))
    }
  }

  /// pandas writes the texts, which are its index there, under a name of its own.
  private static func tasks(_ table: ParquetTable) throws -> [Double: String] {
    let numbers = try single(table, "task_index")
    let texts = try table.texts(["task", "__index_level_0__"].first(where: table.has) ?? "task")
    return Dictionary(zip(numbers, texts), uniquingKeysWith: { first, _ in first })
  }

  private mutating func read(_ table: ParquetTable, _ info: LeRobotInfo) throws {
    let numbers = try Self.single(table, "episode_index")
    let lengths = table.has("length") ? try Self.single(table, "length") : []
    let tasks = table.has("tasks") ? try table.texts("tasks") : []
    var columns: [String: [[Double]]] = [:]
    for camera in info.cameras where camera.isVideo {
      let fields = ["chunk_index", "file_index", "from_timestamp"].map { "videos/\(camera.feature)/\($0)" }
      guard fields.allSatisfy(table.has) else { continue }
      let end = ["videos/\(camera.feature)/to_timestamp"].filter(table.has)
      columns[camera.feature] = try (fields + end).map { try Self.single(table, $0) }
    }
    for (row, value) in numbers.enumerated() {
      guard let number = Int(exactly: value) else {
        throw UserError("row \(row) holds \(value)", at: "\(table.path):episode_index")
      }
      var entry = Entry(length: nil, task: row < tasks.count ? tasks[row].replacing("\n", with: "; ") : "", videos: [:])
      entry.length = row < lengths.count ? Int(exactly: lengths[row]) : nil
      for (feature, values) in columns {
        entry.videos[feature] = try Self.video(feature, values.map { $0[row] }, info, at: table.path)
      }
      entries[number] = entry
    }
  }

  private static func video(
    _ feature: String, _ values: [Double], _ info: LeRobotInfo, at place: String
  ) throws -> Part? {
    guard let chunk = Int(exactly: values[0]), let file = Int(exactly: values[1]), values[2].isFinite else {
      return nil
    }
    let template = PathTemplate(
      info.videoPath ?? "videos/{video_key}/chunk-{chunk_index:03d}/file-{file_index:03d}.mp4")
    let path = try template.path(["chunk_index": chunk, "file_index": file], ["video_key": feature], at: place)
    let end = values.count > 3 && values[3] > values[2] ? values[3] : nil
    return Part(path: path, from: values[2], to: end)
  }

  private static func single(_ table: ParquetTable, _ name: String) throws -> [Double] {
    let column = try table.numbers(name)
    guard column.width == 1 || column.rows == 0 else {
      throw UserError("holds \(column.width) numbers a row", at: "\(table.path):\(name)")
    }
    return column.values
  }
}
