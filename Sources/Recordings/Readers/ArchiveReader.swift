import Diagnostics
import Episodes
import Foundation
import NumPyFiles

/// `N.npz` with a table of actions beside `N.mp4`.
///
/// The table is the array called `actions` or `action`, or the only one of two dimensions; `states` or `state` may stand
/// beside it.
struct ArchiveReader: RecordingReader {
  let format = RecordingFormat.npz
  let facts: RecordingFacts
  let keys: [EpisodeKey]

  private let archives: [EpisodeKey: String]
  private let folder: String

  init(folder: String) throws {
    self.folder = folder
    let names = try FolderListing.names(in: folder)
    let found = names.filter { $0.lowercased().hasSuffix(".npz") }
    guard !found.isEmpty else { throw UserError("holds no .npz files", at: folder) }
    archives = Dictionary(
      found.map { (EpisodeKey(FolderListing.stem($0)), "\(folder)/\($0)") }, uniquingKeysWith: { first, _ in first })
    keys = archives.keys.sorted()
    facts = Self.facts(archives, keys, videos: names.filter { $0.lowercased().hasSuffix(".mp4") })
  }

  private static func facts(_ archives: [EpisodeKey: String], _ keys: [EpisodeKey], videos: [String]) -> RecordingFacts
  {
    var facts = RecordingFacts()
    facts.cameras = ["main"]
    for video in videos where archives[EpisodeKey(FolderListing.stem(video))] == nil {
      facts.problems.append(DataProblem(.metadata, "\(video) has no .npz beside it"))
    }
    let found = keys.lazy.compactMap { archives[$0] }.compactMap { try? Self.tables($0) }
    guard let first = found.first else { return facts }
    let width = first.actions.first?.count ?? 0
    let named = ActionConvention.toolNames
    facts.actionNames = (0..<width).map { width >= 7 && $0 < 7 ? named[$0] : "column_\($0)" }
    facts.stateNames = (0..<(first.states.first?.count ?? 0)).map { "state_\($0)" }
    if width >= 7 {
      // As BridgeData's: seven columns, and padding behind them for robots with more.
      var tool = ActionConvention.tool(isDelta: true, metric: false, alignment: .tellByFirstRow)
      tool.kinds += [ActionContract.Kind](repeating: .unknown, count: width - 7)
      tool.units += [String](repeating: "", count: width - 7)
      facts.convention = tool
    }
    return facts
  }

  func episode(_ key: EpisodeKey) throws -> SourceEpisode {
    guard let path = archives[key] else { throw UserError("there is no archive of episode \(key)", at: folder) }
    let tables = try Self.tables(path)
    var episode = SourceEpisode(key: key)
    (episode.actions, episode.states) = (tables.actions, tables.states)
    let video = (path as NSString).deletingPathExtension + ".mp4"
    episode.pictures["main"] = .video(path: video)
    return episode
  }

  private static func tables(_ path: String) throws -> (actions: [[Float]], states: [[Float]]) {
    let archive = try NumPyArchive(path: path)
    let flat = archive.arrays.filter { $0.array.shape.count == 2 }
    let states = archive["states"] ?? archive["state"]
    guard let actions = archive["actions"] ?? archive["action"] ?? (flat.count == 1 ? flat[0].array : nil) else {
      let names = archive.arrays.map { "\($0.name) \($0.array.shape)" }.joined(separator: ", ")
      throw UserError(
        "which array holds the actions is not clear (\(names.isEmpty ? "it is empty" : names))", at: path,
        fix: "Call it actions")
    }
    return (try rows(actions, "actions", path), try states.map { try rows($0, "states", path) } ?? [])
  }

  private static func rows(_ array: NumPyArray, _ name: String, _ path: String) throws -> [[Float]] {
    guard array.shape.count == 2, array.shape[0] > 0, array.shape[1] > 0 else {
      throw UserError("its \(name) have the shape \(array.shape) instead of rows × numbers", at: path)
    }
    let (values, width) = (array.floats, array.shape[1])
    return (0..<array.shape[0]).map { Array(values[$0 * width..<($0 + 1) * width]) }
  }
}
