import Diagnostics
import Foundation

/// What a data set's folder holds: `dataset.json`, beside `shard-0000.h5`, `shard-0001.h5`, …
///
/// Its contract is the authoritative one: q01 and q99 are measured over all episodes, while a shard, whose bytes depend
/// on its own seeds alone, gives the actuators' limits in their place.
public struct DatasetManifest: Codable, Equatable, Sendable {
  public static let fileName = "dataset.json"

  public struct Shard: Codable, Equatable, Sendable {
    public var file: String
    public var firstSeed: UInt64
    public var episodes: Int
    public var sha256: String

    public init(file: String, firstSeed: UInt64, episodes: Int, sha256: String) {
      (self.file, self.firstSeed, self.episodes, self.sha256) = (file, firstSeed, episodes, sha256)
    }
  }

  public var header: EpisodeFileHeader
  public var formatVersion = EpisodeFileHeader.formatVersion
  public var episodes: Int
  public var frames: Int
  /// How many episodes each policy made.
  public var policies: [String: Int]
  public var shards: [Shard]

  public init(header: EpisodeFileHeader, episodes: Int, frames: Int, policies: [String: Int], shards: [Shard]) {
    self.header = header
    self.episodes = episodes
    self.frames = frames
    self.policies = policies
    self.shards = shards
  }

  /// Reads a data set's folder.
  public init(folder: String) throws {
    let path = "\(folder)/\(Self.fileName)"
    guard let data = FileManager.default.contents(atPath: path) else {
      throw UserError(
        "no \(Self.fileName) in this folder", at: folder, fix: "An unfinished recording is resumed by running it again")
    }
    self = try StableJSON.value(data, as: Self.self, at: path)
    guard formatVersion == EpisodeFileHeader.formatVersion else {
      throw UserError("format version \(formatVersion) is not \(EpisodeFileHeader.formatVersion)", at: path)
    }
  }

  public func write(to folder: String) throws {
    try AtomicFile.write(try StableJSON.data(self, pretty: true), to: "\(folder)/\(Self.fileName)")
  }
}
