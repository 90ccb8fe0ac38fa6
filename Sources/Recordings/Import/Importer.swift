import Diagnostics
import Episodes
import Foundation

/// Writes a surveyed recording as a data set: a folder of shards, each whole or absent.
///
/// A shard's bytes depend on its episodes and the contract alone, so any number of workers gives the same files, and an interrupted import
/// goes on with the shards that are missing, or whose part of the recording has changed since.
public final class Importer: Sendable {
  static let advice = "Finished files are kept: the same command goes on from there"

  private let reader: any RecordingReader
  private let survey: RecordingSurvey
  private let options: ImportOptions
  private let set: ImportSet
  private let header: EpisodeFileHeader

  public init(_ surveyor: Surveyor, _ survey: RecordingSurvey, _ set: ImportSet) throws {
    var options = surveyor.options
    if set.isHeldOut { (options.phases, options.speeds) = (1, []) }
    (reader, self.options) = (surveyor.reader, options)
    (self.survey, self.set) = (survey, set)
    header = EpisodeFileHeader(
      contract: survey.contract, rate: survey.contract.rate, stateNames: reader.facts.stateNames,
      engine: "import of \(reader.format.rawValue)", recording: try Self.recording(survey, options))
  }

  /// What decides the bytes of a shard beside its episodes.
  private static func recording(_ survey: RecordingSurvey, _ options: ImportOptions) throws -> String {
    struct Settings: Encodable {
      var format: String
      var cameras: [String: [Int]]
      var fit: String
      var phases: Int
      /// Nil where none was asked for.
      var speeds: [Double]?
      var shard: Int
      /// What frames are beside the most common sizes; nil where all have those.
      var sizes: [[[Int]]]?
    }
    let cameras = Dictionary(survey.cameras.map { ($0.name, $0.imported) }) { first, _ in first }
    let usual = survey.cameras.map(\.imported)
    let others = Set(survey.usable.map(\.sizes)).subtracting([usual]).sorted { "\($0)" < "\($1)" }
    return try StableJSON.text(
      Settings(
        format: survey.format.rawValue, cameras: cameras, fit: options.fit.rawValue, phases: options.phases,
        speeds: options.speeds.isEmpty ? nil : options.speeds, shard: options.shard,
        sizes: others.isEmpty ? nil : others))
  }

  /// Imports what is missing and lists the whole. A folder that nothing got into is removed again.
  ///
  /// - Parameter say: called with a line for each episode that turned out to be unusable, and each file made anew.
  public func run(progress: ProgressMeter? = nil, say: @escaping @Sendable (String) -> Void) throws -> ImportOutcome {
    let folder = try NewFolder(set.folder)
    do { return try fill(progress, say) } catch {
      folder.removeIfEmpty()
      throw error
    }
  }

  private func fill(_ progress: ProgressMeter?, _ say: @escaping @Sendable (String) -> Void) throws -> ImportOutcome {
    let shards = set.shards(of: options.shard)
    let file = ShardFolder(folder: set.folder, header: header)
    try file.refuseStrangers(besides: shards)
    let sources = try SourceList(folder: set.folder)
    let missing = try shards.filter { shard in
      guard try file.holds(shard) else { return true }
      guard sources.isOutdated(shard, now: stamp(of: shard)) else {
        progress?.advance(by: shard.entries.count)
        return false
      }
      say("\(shard.file) is made anew: the recording has changed since")
      try file.discard(shard)
      return true
    }
    let problems = try WorkSharing.map(missing, workers: options.workers, advice: Self.advice) { [self] in
      EpisodeImporter(reader: reader, survey: survey, options: options)
    } _: { [self] importer, shard -> [DataProblem] in
      // As it was before the first row is read: what changes meanwhile is noticed the next time.
      let before = self.stamp(of: shard)
      let found = try write(shard, importer, progress, say)
      try sources.note(before, of: shard)
      return found
    }
    let manifest = try file.finish(shards)
    let skipped = try shards.flatMap { try file.skipped($0) }
    let lost = Set(skipped.map(\.episode))
    let seconds = { (entries: [RecordingSurvey.Entry]) in
      (entries.filter { !lost.contains($0.key) }.reduce(0) { $0 + $1.seconds } * 10).rounded() / 10
    }
    let result = ImportResult(
      folder: set.folder, episodes: manifest.episodes, frames: manifest.frames, seconds: seconds(set.entries))
    return ImportOutcome(
      result: result, skipped: skipped, problems: problems.flatMap { $0 },
      decodedSeconds: seconds(missing.flatMap(\.entries)))
  }

  /// Of the files that a shard's episodes come from; a data set's list stands for all of its files.
  private func stamp(of shard: ImportSet.Shard) -> String {
    guard let reader = reader as? any EpisodeSources else {
      let list = "\(survey.path)/\(DatasetManifest.fileName)"
      return SourceList.stamp([FileFacts.size(list) == nil ? survey.path : list])
    }
    return SourceList.stamp(shard.entries.flatMap { reader.sources(of: $0.key) })
  }

  private func write(
    _ shard: ImportSet.Shard, _ importer: EpisodeImporter, _ progress: ProgressMeter?, _ say: (String) -> Void
  ) throws -> [DataProblem] {
    // Cameras' noise hardly compresses: more effort would take as long as decoding the video and save a few per cent.
    let writer = try EpisodeWriter(path: "\(set.folder)/\(shard.file)", header: header, gzip: 1)
    var skipped: [RecordingSurvey.Skip] = []
    var problems: [DataProblem] = []
    for entry in shard.entries {
      try Interrupt.check(advice: Self.advice)
      let made = Result { try importer.episodes(entry.key, number: number(of: entry.key)) }
      switch made {
      case .success(let made):
        problems += made.problems
        for episode in made.episodes { try writer.append(episode) }
      case .failure(let error as UserError):
        let reason = error.reason(of: entry.key)
        skipped.append(.init(episode: entry.key, reason: reason))
        say("skipped episode \(entry.key): \(reason)")
      case .failure(let error): throw error
      }
      progress?.advance()
    }
    try ShardFolder(folder: set.folder, header: header).note(skipped, of: shard)
    try writer.finish()
    return problems
  }

  /// An episode's own number, or its place where names or numbers beyond those for training stand in the recording.
  private func number(of key: EpisodeKey) -> Int {
    let numbers = survey.usable.map { entry -> Int? in
      if case .number(let number) = entry.key, number < 800_000 { return number }
      return nil
    }
    let place = survey.usable.firstIndex { $0.key == key } ?? 0
    return numbers.allSatisfy { $0 != nil } ? numbers[place] ?? place : place
  }
}
