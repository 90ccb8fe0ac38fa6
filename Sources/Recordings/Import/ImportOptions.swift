import Diagnostics
import Episodes

/// How a recording is to be imported. What is nil follows from the data.
public struct ImportOptions: Sendable {
  public var format: RecordingFormat?
  /// Cameras by name; nil: all.
  public var cameras: [String]?
  /// Episodes by number; nil: all.
  public var episodes: Set<Int>?
  /// Frames a second; nil: the recording's own up to 12.5, else the whole part of it that is nearest to 10. Deltas keep
  /// their own, as adding them up is right for small motions only.
  public var rate: Double?
  public var size = FrameSize.automatic
  public var fit = FrameFit.exact
  /// Starting points of each episode, evenly spread over the time of a frame: each becomes an episode.
  public var phases = 1
  /// The contract as the user corrected it.
  public var contract: ActionContract?
  public var workers = 1
  /// Episodes a file.
  public var shard = 4

  public init() {}

  /// The rate of import for a recording of another.
  func rate(from source: Double, kinds: [ActionContract.Kind]) throws -> Double {
    if let rate = rate ?? contract?.rate {
      guard rate <= source * 1.01 else {
        throw UserError(
          "\(String(hundredths: rate)) frames a second are more than the recording's \(String(hundredths: source))",
          at: self.rate == nil ? "--contract" : "--rate", fix: "Frames cannot be invented: choose a lower rate")
      }
      return abs(rate / source - 1) < 0.01 ? source : rate
    }
    let areTargets = kinds.allSatisfy { [.jointPosition, .endEffectorPose, .gripper, .cameraMotion].contains($0) }
    guard source > 12.5, areTargets else { return source }
    let part = [(source / 10).rounded(.down), (source / 10).rounded(.up)].min {
      abs(source / $0 - 10) < abs(source / $1 - 10)
    }
    return source / (part ?? 1)
  }

  /// Refuses starting points that are closer than the recording's rows: they would show the same pictures again.
  func requireDistinctPhases(of source: Double, at rate: Double) throws {
    let most = max(1, Int((source / rate).rounded()))
    guard phases > most else { return }
    let rows = most == 1 ? "one row" : "\(most) rows"
    throw UserError(
      "\(phases) starting points, but a frame lasts \(rows) of the recording",
      at: "--phases", fix: most == 1 ? "Leave it out, or lower --rate" : "Ask for \(most) at most, or lower --rate")
  }

  /// `0-31,40` as numbers.
  public static func episodes(parsing text: String) throws -> Set<Int> {
    var numbers: Set<Int> = []
    for part in text.split(separator: ",") {
      let ends = part.split(separator: "-", omittingEmptySubsequences: false).map {
        Int($0.filter { !$0.isWhitespace })
      }
      guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1], first >= 0,
        last >= first,
        last - first < 1_000_000
      else { throw UserError("\"\(part)\" is neither a number nor a range", at: "--episodes", fix: "Such as 0-31,40") }
      numbers.formUnion(first...last)
    }
    guard !numbers.isEmpty else { throw UserError("names no episode", at: "--episodes", fix: "Such as 0-31,40") }
    return numbers
  }
}
