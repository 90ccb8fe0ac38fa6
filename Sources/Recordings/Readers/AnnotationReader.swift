import Diagnostics
import Foundation

/// `annotation/<split>/NAME.json` with states or actions, and the paths of the videos, one or several cameras.
///
/// Latent videos that the files mention belong to other programs and are not looked for.
struct AnnotationReader: RecordingReader {
  let format = RecordingFormat.irasim
  let facts: RecordingFacts
  let keys: [EpisodeKey]

  private let folder: String
  private let files: [EpisodeKey: String]
  private let census: AnnotationCensus

  init(folder: String) throws {
    self.folder = folder
    let root = "\(folder)/annotation"
    let found = try FolderListing.files(below: root, endings: ["json"])
    guard !found.isEmpty else { throw UserError("holds no JSON files", at: root) }
    let stems = found.map(FolderListing.stem)
    // With several splits the same number may stand in each.
    let areUnique = Set(stems).count == stems.count
    let names =
      areUnique ? stems : found.map { String(($0.dropFirst(root.count + 1) as NSString).deletingPathExtension) }
    let keyed = KeyedFiles(zip(names, found).map { (key: EpisodeKey($0), path: $1) })
    (files, keys) = (keyed.paths, keyed.keys)
    census = try AnnotationCensus(keyed.sortedPaths)
    var facts = Self.facts(census)
    facts.problems += keyed.problems
    self.facts = facts
  }

  /// The files have no common description, so all of them are asked.
  private static func facts(_ census: AnnotationCensus) -> RecordingFacts {
    var facts = RecordingFacts()
    facts.cameras = census.cameras.indices.map { "camera_\($0)" }
    facts.rareCameras = census.cameras.indices.filter { census.cameras[$0] * 2 < census.count }.map { "camera_\($0)" }
    guard let one = census.example, let source = one.source else { return facts }
    let states = one.states
    let (convention, names) = Annotation.convention(
      stateWidth: states?.width, actionWidth: source.kind == .actions ? source.width : nil)
    facts.convention = convention
    facts.actionNames = names
    let stateNames = Annotation.convention(stateWidth: states?.width, actionWidth: nil).1
    facts.stateNames = states?.kind == .joints ? stateNames.map { "joint_\($0)" } : stateNames
    return facts
  }

  func episode(_ key: EpisodeKey) throws -> SourceEpisode {
    guard let path = files[key] else { throw UserError("there is no annotation of episode \(key)", at: folder) }
    let annotation = try Annotation.read(path)
    try census.refuseStranger(path)
    var episode = SourceEpisode(key: key)
    episode.task = annotation.words
    episode.states = annotation.anyStates
    episode.actions = annotation.anyActions
    try Self.pad(&episode, at: path)
    episode.claimedRows = annotation.video_length
    guard !annotation.videoPaths.isEmpty else { throw UserError("names no video", at: path) }
    guard episode.rows > 0 else { throw UserError("holds neither actions nor states", at: path) }
    for (number, video) in annotation.videoPaths.enumerated() {
      episode.pictures["camera_\(number)"] = .video(path: "\(folder)/\(video)")
    }
    return episode
  }

  /// One action fewer than states leaves the last picture without one: the last is repeated.
  static func pad(_ episode: inout SourceEpisode, at path: String) throws {
    let states = episode.states.count
    guard states > 0, let actions = episode.actions, let last = actions.last, actions.count != states else { return }
    guard actions.count == states - 1 else {
      throw UserError("holds \(actions.count) actions and \(states) states", at: path)
    }
    episode.actions = actions + [last]
    episode.lastActionIsMade = true
  }
}

extension AnnotationReader: EpisodeSources {
  func sources(of key: EpisodeKey) -> [String] {
    guard let path = files[key] else { return [] }
    // What cannot be read has no videos that could change.
    let videos = (try? Annotation.read(path))?.videoPaths ?? []
    return [path] + videos.map { "\(folder)/\($0)" }
  }
}
