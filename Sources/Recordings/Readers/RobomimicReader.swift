import Diagnostics
import Episodes
import Foundation

/// robomimic's HDF5: `data/demo_N/{actions, obs/<camera>_image, obs/<numbers>}`, one file or several.
struct RobomimicReader: RecordingReader {
  let format = RecordingFormat.robomimic
  let facts: RecordingFacts
  let keys: [EpisodeKey]

  private let places: [EpisodeKey: RobomimicCensus.Place]
  /// Why files cannot be read, each under a key that stands for its episodes.
  private let failures: [EpisodeKey: UserError]
  /// Rows a second, by file.
  private let rates: [String: Double]
  private let census: RobomimicCensus
  private let path: String

  init(path: String) throws {
    self.path = path
    let files = try HDF5Files(path)
    let (places, problems) = Self.places(files)
    let failures = Dictionary(
      files.failures.map { (EpisodeKey.name(FolderListing.stem($0.key)), $0.value) }
    ) { first, _ in first }
    let census = try RobomimicCensus(places.sorted { $0.key < $1.key }.map { $0.value })
    var facts = RecordingFacts()
    facts.problems = problems
    rates = try Self.describe(&facts, files.opened, census)
    (self.places, self.failures, self.census, self.facts) = (places, failures, census, facts)
    keys = (Array(places.keys) + Array(failures.keys)).sorted()
    if facts.cameras.isEmpty, let failure = census.failure { throw failure }
  }

  /// Every demonstration, and a line for each whose number another has already.
  private static func places(_ files: HDF5Files) -> ([EpisodeKey: RobomimicCensus.Place], [DataProblem]) {
    var places: [EpisodeKey: RobomimicCensus.Place] = [:]
    var problems: [DataProblem] = []
    for file in files.opened {
      for (index, demo) in file.demos.enumerated() {
        let number = String(demo.dropFirst("demo_".count))
        let key = files.areSeveral ? .name("\(FolderListing.stem(file.path))/\(demo)") : EpisodeKey(number)
        if let first = places[key] {
          let other = "\(first.file.path):\(first.file.demos[first.index])"
          problems.append(DataProblem(.metadata, "\(file.path):\(demo) is skipped: \(other) is episode \(key) too"))
        } else {
          places[key] = (file, index)
        }
      }
    }
    return (places, problems)
  }

  /// What the files say about all episodes.
  ///
  /// - Returns: each file's rate.
  private static func describe(
    _ facts: inout RecordingFacts, _ files: [EpisodeFile], _ census: RobomimicCensus
  ) throws -> [String: Double] {
    var environments: [String: RobomimicEnvironment] = [:]
    for file in files where file.count > 0 {
      do { environments[file.path] = try RobomimicEnvironment(file) } catch let error as UserError {
        guard files.count > 1 else { throw error }
        facts.problems.append(DataProblem(.metadata, error.description))
      }
    }
    facts.cameras = census.cameras
    facts.rareCameras = census.rareCameras
    facts.actionNames =
      census.actions == 7 ? ActionConvention.toolNames : (0..<census.actions).map { "action_\($0)" }
    facts.stateNames = census.states
    let example = census.example.flatMap { environments[$0.file.path] }
    facts.robot = example?.robot ?? ""
    facts.convention = example?.convention(width: census.actions)
    facts.rate = example?.rate ?? RobomimicEnvironment.usualRate
    if environments.values.contains(where: { $0.rate == nil }) {
      facts.problems.append(DataProblem(.clock, "the file names no control_freq; 20 rows a second are assumed"))
    }
    return environments.mapValues { $0.rate ?? RobomimicEnvironment.usualRate }
  }

  func episode(_ key: EpisodeKey) throws -> SourceEpisode {
    if let failure = failures[key] { throw failure }
    guard let (file, index) = places[key] else { throw UserError("there is no episode \(key)", at: path) }
    let place = "\(file.path):\(file.demos[index])"
    var episode = SourceEpisode(key: key)
    let actions = try file.actions(of: index)
    let tables = try RobomimicCensus.tables((file, index))
    try census.refuseStranger(
      actions: actions.first?.count ?? 0, states: RobomimicCensus.names(tables), at: place)
    if let odd = tables.first(where: { $0.rows.count != actions.count }) {
      throw UserError("\(odd.name) has \(odd.rows.count) rows, the actions \(actions.count)", at: place)
    }
    episode.actions = actions
    if !tables.isEmpty { episode.states = actions.indices.map { row in tables.flatMap { $0.rows[row] } } }
    let rate = rates[file.path] ?? facts.rate ?? RobomimicEnvironment.usualRate
    episode.times = actions.indices.map { Double($0) / rate }
    for camera in try file.cameras(of: index) {
      episode.pictures[camera] = .dataset(file, episode: index, camera: camera)
    }
    guard !episode.pictures.isEmpty else {
      throw UserError(
        "has no pictures, only numbers", at: place,
        fix: "Make them with robomimic's dataset_states_to_obs.py --camera_names")
    }
    return episode
  }
}

extension RobomimicReader: EpisodeSources {
  func sources(of key: EpisodeKey) -> [String] { places[key].map { [$0.file.path] } ?? [] }
}
