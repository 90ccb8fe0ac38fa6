import Episodes
import Foundation

/// The part of an import that becomes one data set: its folder and the episodes in it.
public struct ImportSet: Sendable {
  public var folder: String
  public var entries: [RecordingSurvey.Entry]
  /// Whether it is kept from training: its episodes are then taken from one starting frame and at their own speed alone,
  /// however many of either training sees.
  public var isHeldOut: Bool

  public init(folder: String, entries: [RecordingSurvey.Entry], isHeldOut: Bool = false) {
    (self.folder, self.entries, self.isHeldOut) = (folder, entries, isHeldOut)
  }

  /// Where an import with held-out episodes writes: the episodes for training, and the others.
  public static func folders(_ folder: String) -> [String] { [folder, folder + "-held-out"] }

  /// The usable episodes; the last `heldOut` of them apart, in a folder of their own, so that no model trains on them.
  public static func plan(_ survey: RecordingSurvey, folder: String, heldOut: Int) -> [ImportSet] {
    let cut = max(0, survey.usable.count - heldOut)
    let folders = folders(folder)
    let sets = [
      ImportSet(folder: folders[0], entries: Array(survey.usable[..<cut])),
      ImportSet(folder: folders[1], entries: Array(survey.usable[cut...]), isHeldOut: true),
    ]
    return sets.filter { !$0.entries.isEmpty }
  }

  struct Shard: Sendable {
    var index: Int
    var entries: [RecordingSurvey.Entry]

    var file: String { String(format: "shard-%04d.h5", index) }
    /// Beside the file, where some of its episodes had to be left out after all.
    var skipFile: String { String(format: "shard-%04d.skipped.json", index) }
  }

  func shards(of size: Int) -> [Shard] {
    stride(from: 0, to: entries.count, by: size).enumerated().map { index, start in
      Shard(index: index, entries: Array(entries[start..<min(start + size, entries.count)]))
    }
  }
}

/// What an import wrote.
public struct ImportResult: Sendable, Encodable {
  public var folder: String
  public var episodes: Int
  public var frames: Int
  /// Seconds of recording behind it.
  public var seconds: Double
}

/// What an import found on its way, beside what its folder then holds.
public struct ImportOutcome: Sendable {
  public var result: ImportResult
  /// Episodes that turned out to be unusable, in this run or one before it.
  public var skipped: [RecordingSurvey.Skip]
  /// What is odd about the pictures.
  public var problems: [DataProblem]
  /// Seconds of recording that this run decoded; the rest was there before.
  public var decodedSeconds: Double
}
