import Diagnostics
import Episodes
import Foundation

/// `N.npz` with a table of actions beside `N.mp4`; see `ArchiveTables` for the names of its arrays.
struct ArchiveReader: RecordingReader {
  let format = RecordingFormat.npz
  let facts: RecordingFacts
  let keys: [EpisodeKey]

  private let archives: [EpisodeKey: String]
  private let folder: String
  private let census: WidthCensus

  init(folder: String) throws {
    self.folder = folder
    let names = try FolderListing.names(in: folder)
    let found = names.filter { $0.lowercased().hasSuffix(".npz") }
    guard !found.isEmpty else { throw UserError("holds no .npz files", at: folder) }
    let files = KeyedFiles(found.map { (key: EpisodeKey(FolderListing.stem($0)), path: "\(folder)/\($0)") })
    (archives, keys) = (files.paths, files.keys)
    census = try Self.census(files.sortedPaths)
    var facts = Self.facts(census)
    facts.problems = files.problems
    for video in names where video.lowercased().hasSuffix(".mp4") {
      guard files.paths[EpisodeKey(FolderListing.stem(video))] == nil else { continue }
      facts.problems.append(DataProblem(.metadata, "\(video) has no .npz beside it"))
    }
    self.facts = facts
  }

  /// - Throws: `Interrupted`; an archive that cannot be read is told of when its episode is asked for.
  private static func census(_ paths: [String]) throws -> WidthCensus {
    let widths = try WorkSharing.map(paths, workers: ProcessInfo.processInfo.activeProcessorCount) {
    } _: { _, path -> WidthCensus.Widths? in
      (try? ArchiveTables(path)).map { Self.widths($0) }
    }
    return WidthCensus(widths.compactMap { $0 })
  }

  private static func widths(_ tables: ArchiveTables) -> WidthCensus.Widths {
    .init(actions: tables.actions.first?.count ?? 0, states: tables.states.first?.count ?? 0)
  }

  private static func facts(_ census: WidthCensus) -> RecordingFacts {
    var facts = RecordingFacts()
    facts.cameras = ["main"]
    let width = census.actions
    let named = ActionConvention.toolNames
    facts.actionNames = (0..<width).map { width >= 7 && $0 < 7 ? named[$0] : "column_\($0)" }
    facts.stateNames = (0..<census.states).map { "state_\($0)" }
    guard width >= 7 else { return facts }
    // As BridgeData's: seven columns, and padding behind them for robots with more.
    var tool = ActionConvention.tool(isDelta: true, metric: false, alignment: .tellByFirstRow)
    tool.kinds += [ActionContract.Kind](repeating: .unknown, count: width - 7)
    tool.units += [String](repeating: "", count: width - 7)
    facts.convention = tool
    return facts
  }

  func episode(_ key: EpisodeKey) throws -> SourceEpisode {
    guard let path = archives[key] else { throw UserError("there is no archive of episode \(key)", at: folder) }
    let tables = try ArchiveTables(path)
    try census.refuseStranger(Self.widths(tables), at: path)
    var episode = SourceEpisode(key: key)
    (episode.actions, episode.states) = (tables.actions, tables.states)
    let video = (path as NSString).deletingPathExtension + ".mp4"
    episode.pictures["main"] = .video(path: video)
    return episode
  }
}

extension ArchiveReader: EpisodeSources {
  func sources(of key: EpisodeKey) -> [String] {
    archives[key].map { [$0, ($0 as NSString).deletingPathExtension + ".mp4"] } ?? []
  }
}
