import Foundation

/// A data set to be recorded: episode i has seed `firstSeed` + i, and the seed decides everything else.
public struct DatasetPlan: Sendable {
  public var firstSeed: UInt64
  public var episodes: Int
  public var mix: PolicyMix
  public var settings: RecordingSettings
  /// Episodes per file. A shard's bytes depend on this and its seeds, not on the workers.
  public var shardEpisodes: Int
  /// The range that starts are drawn from, in a world that has some; nil: the one for training.
  public var startRange: String?

  public init(
    firstSeed: UInt64, episodes: Int, mix: PolicyMix = .standard, settings: RecordingSettings = .init(),
    shardEpisodes: Int = 50, startRange: String? = nil
  ) {
    (self.firstSeed, self.episodes, self.mix) = (firstSeed, episodes, mix)
    (self.settings, self.shardEpisodes) = (settings, shardEpisodes)
    self.startRange = startRange
  }

  struct Shard {
    var file: String
    var seeds: Range<UInt64>
  }

  var shards: [Shard] {
    stride(from: 0, to: episodes, by: shardEpisodes).enumerated().map { index, start in
      let first = firstSeed + UInt64(start)
      return Shard(
        file: String(format: "shard-%04d.h5", index),
        seeds: first..<firstSeed + UInt64(min(start + shardEpisodes, episodes)))
    }
  }
}
