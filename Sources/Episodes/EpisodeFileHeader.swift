import Diagnostics
import Foundation

/// What all episodes of a file share.
public struct EpisodeFileHeader: Codable, Equatable, Sendable {
  public static let formatVersion = 1

  public var contract: ActionContract
  /// Frames and actions a second.
  public var rate: Double
  public var stateNames: [String]
  public var segmentNames: [String]
  /// The world's name and hash, empty for recordings of real robots.
  public var world: String
  public var worldSHA256: String
  /// MuJoCo's version, or the tool that made the file.
  public var engine: String
  /// How the file was recorded, as JSON; a shard is only skipped when recording resumes if this is equal.
  public var recording: String

  public init(
    contract: ActionContract, rate: Double, stateNames: [String] = [], segmentNames: [String] = [], world: String = "",
    worldSHA256: String = "", engine: String = "", recording: String = ""
  ) {
    self.contract = contract
    self.rate = rate
    self.stateNames = stateNames
    self.segmentNames = segmentNames
    self.world = world
    self.worldSHA256 = worldSHA256
    self.engine = engine
    self.recording = recording
  }
}
