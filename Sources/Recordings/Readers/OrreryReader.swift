import Diagnostics
import Episodes
import Foundation

/// A data set of this program, to be imported at another rate or size, or in part.
struct OrreryReader: RecordingReader {
  let format = RecordingFormat.orrery
  let facts: RecordingFacts
  let keys: [EpisodeKey]

  private let dataset: EpisodeDataset
  private let rate: Double

  init(path: String) throws {
    dataset = try EpisodeDataset(path: path)
    guard let header = dataset.header else {
      throw UserError("has no action contract", at: path, fix: "Say --format robomimic")
    }
    rate = header.rate
    keys = (0..<dataset.count).map(EpisodeKey.number)
    var facts = RecordingFacts()
    facts.robot = header.contract.robot
    facts.rate = header.rate
    facts.cameras = dataset.count > 0 ? (try? dataset.files.first { $0.count > 0 }?.cameras(of: 0)) ?? [] : []
    facts.actionNames = header.contract.dimensions.map(\.name)
    facts.stateNames = header.stateNames
    facts.convention = ActionConvention(
      kinds: header.contract.dimensions.map(\.kind), units: header.contract.dimensions.map(\.unit),
      frame: header.contract.frame, rotation: header.contract.rotation, contract: header.contract)
    self.facts = facts
  }

  /// Whether an HDF5 file was written by this program.
  static func isOwn(_ path: String) throws -> Bool { try EpisodeFile(path: path).header != nil }

  func episode(_ key: EpisodeKey) throws -> SourceEpisode {
    guard case .number(let number) = key else { throw UserError("there is no episode \(key)", at: dataset.path) }
    let (file, index) = try dataset.place(number)
    var episode = SourceEpisode(key: key)
    episode.actions = try file.actions(of: index)
    episode.states = try file.states(of: index) ?? []
    episode.times = (0..<episode.rows).map { Double($0) / rate }
    episode.task = Self.task(try file.spec(of: index))
    for camera in try file.cameras(of: index) {
      episode.pictures[camera] = .dataset(file, episode: index, camera: camera)
    }
    return episode
  }

  private static func task(_ spec: String) -> String {
    let tree = try? JSONDecoder().decode(JSONTree.self, from: Data(spec.utf8))
    return tree?["task"]?.texts.first ?? ""
  }
}
