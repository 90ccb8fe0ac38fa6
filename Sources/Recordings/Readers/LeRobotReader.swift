import Diagnostics
import Foundation

/// LeRobot 2.0 and 2.1: `data/chunk-000/episode_000000.parquet` and a video beside it for each camera.
struct LeRobotReader: RecordingReader {
  let format = RecordingFormat.lerobotV2
  let facts: RecordingFacts
  let keys: [EpisodeKey]

  private let folder: String
  private let info: LeRobotInfo
  private let tables: [EpisodeKey: String]
  private let tasks: LeRobotTasks

  init(folder: String) throws {
    self.folder = folder
    info = try LeRobotInfo(folder: folder).inOrder(of: folder)
    guard info.format == .lerobotV2 else {
      throw UserError(
        "is of version \(info.version), not 2", at: LeRobotInfo.path(in: folder), fix: "Say --format lerobot-v3.0")
    }
    let found = try FolderListing.files(below: "\(folder)/data", endings: ["parquet"])
    let files = KeyedFiles(
      found.compactMap { path -> (key: EpisodeKey, path: String)? in
        let stem = FolderListing.stem(path)
        guard stem.hasPrefix("episode_"), let number = Int(stem.dropFirst(8)) else { return nil }
        return (key: .number(number), path: path)
      })
    (tables, keys) = (files.paths, files.keys)
    tasks = LeRobotTasks(folder: folder)
    var facts = info.facts()
    let present = Set(keys)
    facts.absent = (0..<(info.episodes ?? 0)).filter { !present.contains(.number($0)) }
    facts.problems += files.problems + tasks.problems
    LeRobotClock.correct(&facts, by: LeRobotClock.sample(files.sortedPaths).compactMap(LeRobotClock.times))
    self.facts = facts
  }

  func episode(_ key: EpisodeKey) throws -> SourceEpisode {
    guard case .number(let number) = key, let path = tables[key] else {
      throw UserError("there is no table of episode \(key)", at: folder)
    }
    let rows = LeRobotRows(info: info, table: try ParquetTable(path: path))
    var episode = try rows.episode(key)
    episode.claimedRows = tasks.lengths[number]
    episode.task = try tasks.ofEpisode[number] ?? rows.value("task_index", row: 0).flatMap { tasks.byIndex[$0] } ?? ""
    for camera in info.cameras {
      episode.pictures[info.cameraName(camera.feature)] =
        camera.isVideo
        ? .video(path: try video(camera.feature, number))
        : files(camera.feature, number) ?? .column(path: path, name: camera.feature, rows: 0..<episode.rows)
    }
    return episode
  }

  /// Pictures that lie beside the tables, a file a row; nil where there are none.
  private func files(_ feature: String, _ number: Int) -> PictureSource? {
    let place = "\(folder)/images/\(feature)/episode_\(String(format: "%06d", number))"
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: place) else { return nil }
    let pictures = names.filter { ["png", "jpg", "jpeg"].contains(($0 as NSString).pathExtension.lowercased()) }
    // `frame_000010.png` after `frame_9.png`, however many digits there are.
    let sorted = pictures.sorted { $0.compare($1, options: .numeric) == .orderedAscending }
    return sorted.isEmpty ? nil : .files(paths: sorted.map { "\(place)/\($0)" })
  }

  private func video(_ feature: String, _ number: Int) throws -> String {
    guard let template = info.videoPath else {
      throw UserError("names no \"video_path\"", at: LeRobotInfo.path(in: folder))
    }
    let path = try PathTemplate(template).path(
      ["episode_chunk": number / (info.chunkSize ?? 1000), "episode_index": number], ["video_key": feature],
      at: LeRobotInfo.path(in: folder))
    return "\(folder)/\(path)"
  }
}

extension LeRobotReader: EpisodeSources {
  func sources(of key: EpisodeKey) -> [String] {
    guard case .number(let number) = key, let path = tables[key] else { return [] }
    return [path]
      + info.cameras.flatMap { camera -> [String] in
        // Without a place for videos the episode is refused when it is read.
        camera.isVideo
          ? (try? video(camera.feature, number)).map { [$0] } ?? []
          : files(camera.feature, number)?.paths ?? []
      }
  }
}

/// Texts of tasks and lengths of episodes as the `meta` files of version 2 tell them. Recordings do without them too.
struct LeRobotTasks {
  private(set) var byIndex: [Double: String] = [:]
  private(set) var ofEpisode: [Int: String] = [:]
  private(set) var lengths: [Int: Int] = [:]
  private(set) var problems: [DataProblem] = []

  private struct Task: Decodable {
    var task_index: Double
    var task: String
  }

  private struct Entry: Decodable {
    var episode_index: Int
    var tasks: [String]?
    var length: Int?
  }

  init(folder: String) {
    for task in lines("\(folder)/meta/tasks.jsonl", as: Task.self) { byIndex[task.task_index] = task.task }
    for entry in lines("\(folder)/meta/episodes.jsonl", as: Entry.self) {
      if let tasks = entry.tasks, !tasks.isEmpty { ofEpisode[entry.episode_index] = tasks.joined(separator: "; ") }
      lengths[entry.episode_index] = entry.length
    }
  }

  private mutating func lines<Line: Decodable>(_ path: String, as: Line.Type) -> [Line] {
    guard let data = FileManager.default.contents(atPath: path) else {
      problems.append(DataProblem(.metadata, "\(path) is missing"))
      return []
    }
    let lines = data.split(separator: 10).filter { !$0.allSatisfy { $0 == 13 || $0 == 32 } }
    let values = lines.map { try? JSONDecoder().decode(Line.self, from: $0) }
    if let bad = values.firstIndex(where: { $0 == nil }) {
      problems.append(DataProblem(.metadata, "\(path): line \(bad + 1) cannot be read"))
    }
    return values.compactMap { $0 }
  }
}
