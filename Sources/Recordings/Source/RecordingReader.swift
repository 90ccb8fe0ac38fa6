import Diagnostics

/// Reads one layout of recordings. Safe from several threads.
public protocol RecordingReader: Sendable {
  var format: RecordingFormat { get }
  var facts: RecordingFacts { get }
  /// The episodes whose rows are on disk, in order.
  var keys: [EpisodeKey] { get }

  /// An episode's rows, and where its pictures are.
  ///
  /// - Throws: `UserError` where it cannot be used; the text is the reason for which it is skipped.
  func episode(_ key: EpisodeKey) throws -> SourceEpisode
}
