import Episodes

/// What a recording holds, what of it can be used, and what is wrong with it.
public struct RecordingSurvey: Sendable {
  /// An episode that can be used.
  public struct Entry: Sendable {
    public var key: EpisodeKey
    /// Rows with pictures.
    public var rows: Int
    public var seconds: Double
    /// Frames that it becomes.
    public var frames: Int
    /// Width and height of its frames, camera by camera.
    public var sizes: [[Int]]
  }

  public struct Skip: Sendable, Codable, Equatable {
    public var episode: EpisodeKey
    public var reason: String
  }

  /// What a camera's pictures are in most episodes, and what they become.
  public struct Camera: Sendable, Encodable {
    public var name: String
    public var width: Int
    public var height: Int
    public var codec: String
    public var episodes: Int
    /// Width and height after import.
    public var imported: [Int]
  }

  public var path: String
  public var format: RecordingFormat
  public var robot: String
  /// Episodes whose tables are on disk, of those that were asked for.
  public var found: Int
  public var usable: [Entry]
  public var skipped: [Skip]
  public var promised: Int?
  public var absent: [Int]
  /// Rows a second in the recording.
  public var sourceRate: Double
  public var cameras: [Camera]
  /// At the rate of import.
  public var contract: ActionContract
  public var problems: [DataProblem]
  /// True where each row's action stood beside the picture that it led to, and is moved one row up.
  public var movesActions: Bool
  /// Episodes whose pictures were all looked at.
  public var decoded = 0

  public var rows: Int { usable.reduce(0) { $0 + $1.rows } }
  public var seconds: Double { usable.reduce(0) { $0 + $1.seconds } }
  public var frames: Int { usable.reduce(0) { $0 + $1.frames } }

  /// Moves episodes from the usable to the skipped ones.
  public mutating func leaveOut(_ skips: [Skip]) {
    let lost = Set(skips.map(\.episode))
    usable.removeAll { lost.contains($0.key) }
    skipped = (skipped + skips).sorted { $0.episode < $1.episode }
  }

  /// Absent numbers as first and last of each run.
  public var absentRanges: [ClosedRange<Int>] {
    var ranges: [ClosedRange<Int>] = []
    for number in absent {
      if let last = ranges.last, last.upperBound == number - 1 {
        ranges[ranges.count - 1] = last.lowerBound...number
      } else {
        ranges.append(number...number)
      }
    }
    return ranges
  }
}
