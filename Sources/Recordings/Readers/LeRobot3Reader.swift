import Diagnostics
import Foundation
import Synchronization

/// LeRobot 3.0: many episodes in each table and video; `meta/episodes` says where each lies.
final class LeRobot3Reader: RecordingReader {
  let format = RecordingFormat.lerobotV3
  let facts: RecordingFacts
  let keys: [EpisodeKey]

  private let folder: String
  private let info: LeRobotInfo
  private let index: LeRobot3Index
  private let places: [EpisodeKey: Range<Int>]
  private let tables: [EpisodeKey: String]
  /// Of the episodes that have more rows than pictures.
  private let stretches: [EpisodeKey: LeRobot3Stretch]

  init(folder: String) throws {
    self.folder = folder
    info = try LeRobotInfo(folder: folder).inOrder(of: folder)
    guard info.format == .lerobotV3 else {
      throw UserError(
        "is of version \(info.version), not 3", at: LeRobotInfo.path(in: folder), fix: "Say --format lerobot-v2.1")
    }
    index = try LeRobot3Index(folder: folder, info: info)
    var places: [EpisodeKey: Range<Int>] = [:]
    var tables: [EpisodeKey: String] = [:]
    var clocks: [EpisodeKey: [Double]] = [:]
    var problems: [DataProblem] = []
    for path in try FolderListing.files(below: "\(folder)/data", endings: ["parquet"]) {
      do {
        let times = LeRobotClock.times(path)
        for (number, rows) in try Self.runs(path) {
          let key = EpisodeKey.number(number)
          if let first = tables[key] {
            let text = "it has rows in two places, in \(first) and again in \(path); the first are used"
            problems.append(DataProblem(.metadata, text, episode: key))
            continue
          }
          (places[key], tables[key]) = (rows, path)
          clocks[key] = times.map { Array($0[rows]) }
        }
      } catch let error as UserError {
        // One damaged file must not hide the others' episodes.
        problems.append(DataProblem(.metadata, error.description))
      }
    }
    (self.places, self.tables) = (places, tables)
    keys = places.keys.sorted()
    var facts = info.facts()
    facts.absent = (0..<(info.episodes ?? 0)).filter { places[.number($0)] == nil }
    LeRobotClock.correct(&facts, by: keys.compactMap { clocks[$0] })
    let stretches = Self.stretches(clocks, index, info, rate: facts.rate ?? info.fps)
    let short = keys.compactMap { key in stretches[key]?.problem(of: key) }
    facts.problems += problems + index.problems + short
    (self.facts, self.stretches) = (facts, stretches)
  }

  func episode(_ key: EpisodeKey) throws -> SourceEpisode {
    guard case .number(let number) = key, let all = places[key], let path = tables[key] else {
      throw UserError("there are no rows of episode \(key)", at: folder)
    }
    guard let entry = index.entries[number] else {
      throw UserError("is not listed in meta/episodes", at: path)
    }
    let rows = try stretches[key]?.cut(all, of: key) ?? all
    let table = LeRobotRows(info: info, table: try ParquetTable(path: path))
    var episode = try table.episode(key, rows: rows)
    episode.task = entry.task
    if entry.task.isEmpty, !index.tasks.isEmpty, let task = try table.value("task_index", row: rows.lowerBound) {
      episode.task = index.tasks[task] ?? ""
    }
    // Rows without pictures were told of before; what is left need not be what the description says.
    episode.claimedRows = rows == all || entry.length != all.count ? entry.length : rows.count
    for camera in info.cameras {
      let name = info.cameraName(camera.feature)
      guard camera.isVideo else {
        episode.pictures[name] = .column(path: path, name: camera.feature, rows: rows)
        continue
      }
      guard let part = entry.videos[camera.feature] else {
        throw UserError("meta/episodes does not say where the pictures of \(name) are", at: folder)
      }
      episode.pictures[name] = .part(path: "\(folder)/\(part.path)", from: part.from)
    }
    return episode
  }

  private static func stretches(
    _ clocks: [EpisodeKey: [Double]], _ index: LeRobot3Index, _ info: LeRobotInfo, rate: Double
  ) -> [EpisodeKey: LeRobot3Stretch] {
    let cameras = info.cameras.filter { $0.isVideo }.map { $0.feature }
    var found: [EpisodeKey: LeRobot3Stretch] = [:]
    for (key, times) in clocks {
      guard case .number(let number) = key, let entry = index.entries[number] else { continue }
      let videos = cameras.compactMap { feature in
        entry.videos[feature].map { (camera: info.cameraName(feature), part: $0) }
      }
      found[key] = LeRobot3Stretch(videos, times: times, rate: rate)
    }
    return found
  }

  /// Rows of each episode in a table, where they stand together.
  private static func runs(_ path: String) throws -> [(Int, Range<Int>)] {
    let column = try ParquetTable(path: path).numbers("episode_index")
    guard column.width <= 1 else { throw UserError("holds several numbers a row", at: "\(path):episode_index") }
    var runs: [(Int, Range<Int>)] = []
    var start = 0
    for row in 1..<max(1, column.rows + 1) where row == column.rows || column.values[row] != column.values[start] {
      guard row > start, start < column.rows else { break }
      guard let number = Int(exactly: column.values[start]) else {
        throw UserError("row \(start) holds \(column.values[start])", at: "\(path):episode_index")
      }
      runs.append((number, start..<row))
      start = row
    }
    return runs
  }
}

extension LeRobot3Reader: EpisodeSources {
  func sources(of key: EpisodeKey) -> [String] {
    guard case .number(let number) = key, let path = tables[key] else { return [] }
    let videos = index.entries[number]?.videos ?? [:]
    return [path] + videos.sorted { $0.key < $1.key }.map { "\(folder)/\($0.value.path)" }
  }
}
