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

  init(folder: String) throws {
    self.folder = folder
    info = try LeRobotInfo(folder: folder)
    guard info.format == .lerobotV3 else {
      throw UserError(
        "is of version \(info.version), not 3", at: LeRobotInfo.path(in: folder), fix: "Say --format lerobot-v2.1")
    }
    index = try LeRobot3Index(folder: folder, info: info)
    var places: [EpisodeKey: Range<Int>] = [:]
    var tables: [EpisodeKey: String] = [:]
    var problems: [DataProblem] = []
    for path in FolderListing.files(below: "\(folder)/data", endings: ["parquet"]) {
      do {
        for (number, rows) in try Self.runs(path) where places[.number(number)] == nil {
          places[.number(number)] = rows
          tables[.number(number)] = path
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
    facts.problems += problems + index.problems
    self.facts = facts
  }

  func episode(_ key: EpisodeKey) throws -> SourceEpisode {
    guard case .number(let number) = key, let rows = places[key], let path = tables[key] else {
      throw UserError("there are no rows of episode \(key)", at: folder)
    }
    guard let entry = index.entries[number] else {
      throw UserError("is not listed in meta/episodes", at: path)
    }
    let table = LeRobotRows(info: info, table: try ParquetTable(path: path))
    var episode = try table.episode(key, rows: rows)
    episode.task = entry.task
    if entry.task.isEmpty, !index.tasks.isEmpty, let task = try table.value("task_index", row: rows.lowerBound) {
      episode.task = index.tasks[task] ?? ""
    }
    episode.claimedRows = entry.length
    for camera in info.cameras {
      let name = LeRobotInfo.cameraName(camera.feature)
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
