import Diagnostics
import Episodes
import Foundation

/// Records a plan into a folder of shards, each written under a temporary name and then renamed.
///
/// Several processes may each record some of the shards; `WorkerPool` runs them.
/// Finished shards that match the plan are kept, so an interrupted recording goes on where it was.
public final class DatasetRecorder: Sendable {
  static let resumeAdvice = "Finished files are kept: the same command goes on from there"

  private let world: World
  private let plan: DatasetPlan
  private let folder: String
  private let header: EpisodeFileHeader

  public init(_ world: World, _ plan: DatasetPlan, folder: String) throws {
    guard plan.episodes > 0 else { throw UserError("\(plan.episodes) episodes cannot be recorded", at: "--episodes") }
    guard plan.episodes <= 10_000_000, plan.firstSeed <= UInt64(Int64.max) - 10_000_000 else {
      throw UserError(
        "\(plan.episodes) episodes from seed \(plan.firstSeed) on are too many", at: "--episodes",
        fix: "Seeds end at 2^63")
    }
    guard plan.shardEpisodes > 0 else { throw UserError("a shard needs an episode", at: "--shard") }
    try plan.settings.validate(world)
    guard !plan.settings.cameras.isEmpty else {
      throw UserError("has no camera to record with", at: world.source, fix: "Add a <camera> to it")
    }
    try MemoryBudget.require(
      plan.settings.episodeBytes, for: "the frames of an episode", at: "--frames", fix: "Record shorter episodes")
    try world.requireStartRange(plan.startRange)
    for share in plan.mix.shares { try PolicySpec(share.name).validate(world) }
    (self.world, self.plan, self.folder) = (world, plan, folder)
    header = try world.header(plan)
  }

  /// Records what is missing and returns what the folder then holds. Throws `Interrupted` after ctrl-C.
  public func run(progress: ProgressMeter? = nil) throws -> DatasetManifest {
    try record(shards: missingShards(progress)) { progress?.advance() }
    return try finish()
  }

  /// Indices of the shards that are still to be recorded; the others are counted as progress.
  ///
  /// Throws where the folder holds something else than a part of this plan.
  public func missingShards(_ progress: ProgressMeter? = nil) throws -> [Int] {
    try AtomicFile.makeFolder(folder)
    try refuseStrangers(besides: plan.shards)
    return try plan.shards.indices.filter { try !isRecorded(plan.shards[$0], progress) }
  }

  /// Records the given shards one after another, calling `onEpisode` after each episode.
  public func record(shards indices: [Int], onEpisode: () -> Void) throws {
    guard !indices.isEmpty else { return }
    let recorder = try Recorder(world, plan.settings)
    for index in indices {
      guard plan.shards.indices.contains(index) else {
        throw UserError("shard \(index) is none of the recording's \(plan.shards.count)")
      }
      let shard = plan.shards[index]
      let initial = InitialPlacement(range: plan.startRange)
      let writer = try EpisodeWriter(path: "\(folder)/\(shard.file)", header: header)
      for seed in shard.seeds {
        do {
          try writer.append(try recorder.record(seed: seed, policy: plan.mix.draw(seed: seed), initial: initial))
        } catch is Interrupted {
          throw Interrupted(advice: Self.resumeAdvice)
        }
        onEpisode()
      }
      try writer.finish()
    }
  }

  /// Writes the list of all shards, which must be there.
  public func finish() throws -> DatasetManifest {
    let manifest = try summarise(plan.shards)
    try manifest.write(to: folder)
    return manifest
  }

  /// A longer recording's files would otherwise stay beside a shorter one's, in no list.
  private func refuseStrangers(besides shards: [DatasetPlan.Shard]) throws {
    let known = Set(shards.map(\.file))
    for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    where name.hasPrefix("shard-") && name.hasSuffix(".h5") && !known.contains(name) {
      throw UserError(
        "is no part of this recording", at: "\(folder)/\(name)", fix: "Choose another folder, or remove this file")
    }
  }

  private func isRecorded(_ shard: DatasetPlan.Shard, _ progress: ProgressMeter?) throws -> Bool {
    let path = "\(folder)/\(shard.file)"
    guard FileManager.default.fileExists(atPath: path) else { return false }
    let file = try EpisodeFile(path: path)
    guard file.count == shard.seeds.count else {
      throw UserError(
        "holds \(file.count) episodes instead of \(shard.seeds.count)", at: path,
        fix: "Choose another folder, or remove this file to record it anew")
    }
    guard file.header == header, try file.seed(of: 0) == shard.seeds.lowerBound else {
      throw UserError(
        "was recorded with other settings", at: path,
        fix: "Choose another folder, or remove this file to record it anew")
    }
    progress?.advance(by: file.count)
    return true
  }

  private func summarise(_ shards: [DatasetPlan.Shard]) throws -> DatasetManifest {
    var actions: [[Float]] = []
    var policies: [String: Int] = [:]
    var written: [DatasetManifest.Shard] = []
    for shard in shards {
      let path = "\(folder)/\(shard.file)"
      let file = try EpisodeFile(path: path)
      for index in 0..<file.count {
        actions += try file.actions(of: index)
        policies[try file.policy(of: index), default: 0] += 1
      }
      written.append(
        DatasetManifest.Shard(
          file: shard.file, firstSeed: shard.seeds.lowerBound, episodes: file.count, sha256: try SHA256.hex(file: path))
      )
    }
    var header = header
    header.contract.measureQuantiles(actions)
    return DatasetManifest(
      header: header, episodes: plan.episodes, frames: actions.count, policies: policies, shards: written)
  }
}
