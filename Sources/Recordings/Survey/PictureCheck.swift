import Diagnostics
import Foundation
import Media

/// Decodes pictures for what only they show: damage, and cameras that stand still.
public struct PictureCheck: Sendable {
  /// Pictures looked at where the user does not ask for all.
  public static let sample = 2000

  private let surveyor: Surveyor
  /// True: every picture of every episode.
  private let all: Bool

  public init(_ surveyor: Surveyor, all: Bool) { (self.surveyor, self.all) = (surveyor, all) }

  /// Adds what is found to a survey; episodes with damaged pictures move to the skipped ones.
  public func run(_ survey: inout RecordingSurvey, progress: ProgressMeter? = nil) throws {
    let chosen = chosen(survey)
    let (reader, cameras) = (surveyor.reader, survey.cameras.map(\.name))
    let inspector = EpisodeInspector(facts: reader.facts, cameras: cameras)
    let found = try WorkSharing.map(chosen, workers: surveyor.options.workers, start: PictureSession.init) {
      session, entry -> Result<[DataProblem], UserError> in
      defer { progress?.advance() }
      do {
        let checked = try inspector.inspect(try reader.episode(entry.key), session)
        return .success(try checked.cameras.compactMap { try Self.look($0, entry.key, session) })
      } catch let error as UserError {
        return .failure(error)
      }
    }
    for (entry, result) in zip(chosen, found) {
      switch result {
      case .success(let problems): survey.problems += problems
      case .failure(let error):
        survey.leaveOut([.init(episode: entry.key, reason: error.reason(of: entry.key))])
      }
    }
    survey.decoded = chosen.count
  }

  /// All, or as many as the sample allows, spread over the recording.
  public func chosen(_ survey: RecordingSurvey) -> [RecordingSurvey.Entry] {
    let entries = survey.usable
    let pictures = survey.rows * survey.cameras.count
    guard !all, pictures > Self.sample, !entries.isEmpty else { return entries }
    let count = max(1, min(entries.count, entries.count * Self.sample / max(1, pictures)))
    return (0..<count).map { entries[$0 * entries.count / count] }
  }

  private static func look(
    _ camera: CheckedEpisode.Camera, _ key: EpisodeKey, _ session: PictureSession
  ) throws -> DataProblem? {
    var repeats = RepeatCounter()
    // Small, as comparing is all that is done with them; a lossy codec's still scenes differ even so.
    let (width, height) = (min(camera.facts.width, 160), min(camera.facts.height, 160))
    try session.read(camera.source, camera.numbers, width: width, height: height) { repeats.add($0.pixels) }
    return repeats.complaint.map { DataProblem(.repeatedFrames, "\(camera.name) \($0)", episode: key) }
  }
}
