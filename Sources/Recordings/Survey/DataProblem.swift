/// Something wrong or odd about recordings that does not by itself keep them from being used.
public struct DataProblem: Hashable, Sendable, Encodable {
  public enum Kind: String, Sendable, Encodable {
    /// Descriptions that are missing, or do not fit what they describe.
    case metadata
    case names
    case absentEpisodes = "absent_episodes"
    /// Tables and pictures of different counts.
    case unequalLengths = "unequal_lengths"
    /// Clocks of tables and videos, or of a table and its description, that differ.
    case clock
    case gap
    case constantAction = "constant_action"
    case saturatedAction = "saturated_action"
    /// A number far outside the range of nearly all others.
    case outlier
    case gripperSign = "gripper_sign"
    case notANumber = "not_a_number"
    case repeatedFrames = "repeated_frames"
    case differentSizes = "different_sizes"
    /// A convention that was recognised and followed, or a number that was made.
    case convention
  }

  public var kind: Kind
  public var detail: String
  /// The episode; nil where it concerns the recording as a whole.
  public var episode: EpisodeKey?

  public init(_ kind: Kind, _ detail: String, episode: EpisodeKey? = nil) {
    (self.kind, self.detail, self.episode) = (kind, detail, episode)
  }
}
