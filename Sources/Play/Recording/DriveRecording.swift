import Diagnostics
import Episodes
import Foundation
import Scenarios
import Simulation
import WorldModel

/// What was driven, to be kept: an episode with every channel, and a scenario that predicts it.
///
/// Both follow from the actions alone, which the simulator carries out once more: `orrery run` of the scenario shows the
/// same truth, and the same predicted frames as were committed while driving.
public struct DriveRecording: Sendable {
  public struct Files: Codable, Sendable, Equatable {
    public var episode: String
    public var scenario: String
  }

  private let origin: PlayOrigin
  private let actions: [[Float]]
  private let branch: Int

  /// - Parameter actions: of the whole branch, from frame 0 on.
  init(_ origin: PlayOrigin, actions: [[Float]], branch: Int) {
    (self.origin, self.actions, self.branch) = (origin, actions, branch)
  }

  public var frames: Int { actions.count + 1 }

  /// Writes NAME.h5, NAME.csv and NAME.yaml under a name that is still free.
  public func save(to folder: URL) throws -> Files {
    try AtomicFile.makeFolder(folder.path)
    let stem = freeName(in: folder)
    let place = { (kind: String) in folder.appendingPathComponent("\(stem).\(kind)") }
    try writeEpisode(to: place("h5"))
    try AtomicFile.write(table, to: place("csv").path)
    try AtomicFile.write(
      DrivenScenario(origin, frames: frames, stem: stem, folder: folder).yaml, to: place("yaml").path)
    return Files(episode: place("h5").path, scenario: place("yaml").path)
  }

  private func freeName(in folder: URL) -> String {
    let stem = "\(origin.scenario.name)-drive"
    var number = 1
    while FileManager.default.fileExists(atPath: folder.appendingPathComponent("\(stem)-\(number).yaml").path) {
      number += 1
    }
    return "\(stem)-\(number)"
  }

  private func writeEpisode(to file: URL) throws {
    let scenario = origin.scenario
    let settings = RecordingSettings(
      frames: frames, width: scenario.shape.width, height: scenario.shape.height, cameras: scenario.cameras)
    var episode = try Recorder(origin.world, settings)
      .replay(seed: origin.seed, actions: actions, initial: origin.initial)
    episode.policy = "play"
    let plan = DatasetPlan(firstSeed: origin.seed, episodes: 1, settings: settings, startRange: origin.initial.range)
    let writer = try EpisodeWriter(path: file.path, header: try origin.world.header(plan))
    try writer.append(episode)
    try writer.finish()
  }

  /// A row an action, in as many digits as bring the same number back.
  private var table: String {
    let names = origin.world.actuators.map(\.name).joined(separator: ",")
    let rows = actions.map { $0.map { "\($0)" }.joined(separator: ",") }
    return ([names] + rows).joined(separator: "\n") + "\n"
  }
}
