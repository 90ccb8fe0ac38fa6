import Diagnostics
import Episodes
import Foundation

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
  /// Times as fast as its own at which each episode is seen besides, backwards where negative: each is an episode more.
  public var speeds: [Double] = []
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
    guard source > 12.5, Resampler.targets.isSuperset(of: kinds) else { return source }
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

  /// Refuses other speeds of actions that are no targets, and frames that would be closer than the recording's rows.
  func requireSpeeds(of source: Double, at contract: ActionContract) throws {
    guard !speeds.isEmpty else { return }
    if let other = contract.dimensions.first(where: { !Resampler.targets.contains($0.kind) }) {
      throw UserError(
        "\(other.name) is of the kind \(other.kind.rawValue): at another speed it would be another number",
        at: "--speeds",
        fix: "Leave it out: only targets mean the same at any speed")
    }
    if let slow = speeds.first(where: { abs($0) * source < 0.99 * contract.rate }) {
      throw UserError(
        "at \(String(hundredths: slow)) times its speed the recording has \(String(hundredths: abs(slow) * source)) rows a second, fewer than frames",
        at: "--speeds", fix: "Ask for \(String(hundredths: contract.rate / source)) or more, or lower --rate")
    }
  }

  /// `0.67,1.33,-1` as numbers.
  public static func speeds(parsing text: String) throws -> [Double] {
    let speeds = try text.split(separator: ",", omittingEmptySubsequences: false).map { part in
      guard let speed = Double(part.trimmingCharacters(in: .whitespaces)), (0.1...10).contains(abs(speed)) else {
        throw UserError(
          "\"\(part)\" is no speed between 0.1 and 10, or backwards", at: "--speeds", fix: "Such as 0.67,1.33,-1")
      }
      return speed
    }
    guard Set(speeds + [1]).count == speeds.count + 1 else {
      throw UserError("names a speed twice; 1, its own, is always there", at: "--speeds", fix: "Such as 0.67,1.33,-1")
    }
    return speeds
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
