import Diagnostics
import Episodes
import Synchronization

/// Episodes of a recording without importing it: tables are read through once, pictures when they are asked for.
///
/// The same frames and actions as after an import with the same size. Right for a few episodes; training, which reads
/// every frame again and again, wants an import.
public final class DirectRecording: Sendable {
  public let path: String
  public let contract: ActionContract
  private let surveyor: Surveyor
  private let survey: RecordingSurvey

  /// - Parameters:
  ///   - cameras: nil: all.
  ///   - size: of the frames.
  /// - Throws: `UserError` where nothing of it can be used.
  public init(_ path: String, cameras: [String]?, size: FrameSize) throws {
    var options = ImportOptions()
    (options.cameras, options.size) = (cameras, size)
    self.path = path
    surveyor = try Surveyor(path, options)
    survey = try surveyor.survey()
    contract = survey.contract
    guard let first = survey.skipped.first, survey.usable.isEmpty else { return }
    throw UserError("none of its \(survey.found) episodes can be used; \(first.episode): \(first.reason)", at: path)
  }

  /// Usable episodes; they count from 0, as in the data set that an import would make.
  public var count: Int { survey.usable.count }

  public func frames(of index: Int) throws -> Int { try entry(index).frames }

  public func episode(_ index: Int) throws -> Episode {
    let entry = try entry(index)
    guard let episode = try importer.episodes(entry.key, number: index).episodes.first else {
      throw UserError("episode \(entry.key) is shorter than two frames", at: path)
    }
    return episode
  }

  /// T × A, without looking at a picture.
  public func actions(of index: Int) throws -> [[Float]] { try importer.actions(try entry(index).key) }

  /// Importers belong to one thread: each call has its own.
  private var importer: EpisodeImporter {
    EpisodeImporter(reader: surveyor.reader, survey: survey, options: surveyor.options)
  }

  private func entry(_ index: Int) throws -> RecordingSurvey.Entry {
    guard survey.usable.indices.contains(index) else {
      throw UserError("has no episode \(index)", at: path, fix: "\(count) can be used, counted from 0")
    }
    return survey.usable[index]
  }
}
