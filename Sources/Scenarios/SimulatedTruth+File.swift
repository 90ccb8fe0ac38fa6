import Diagnostics
import Episodes
import Foundation
import Simulation

/// The cache file: one HDF5 file with the main episode, then takes, then counterfactuals in a fixed order.
extension SimulatedTruth {
  func write(_ set: TruthSet, to file: URL) throws {
    try AtomicFile.makeFolder(file.deletingLastPathComponent().path)
    let plan = DatasetPlan(
      firstSeed: seed, episodes: 1 + set.secondTakes.count + set.counterfactuals.count, mix: .standard,
      settings: RecordingSettings(
        frames: scenario.frames, width: scenario.shape.width, height: scenario.shape.height, cameras: scenario.cameras),
      startRange: initial.range)
    // A cache is read at every run and never shared: light compression starts predictions sooner.
    let writer = try EpisodeWriter(path: file.path, header: try world.header(plan), gzip: 1)
    try writer.append(set.main)
    for take in set.secondTakes { try writer.append(take) }
    for kind in Counterfactual.allCases {
      if let episode = set.counterfactuals[kind] { try writer.append(episode) }
    }
    try writer.finish()
  }

  /// - Throws: `UserError` where the file is absent, damaged or of another shape; the caller then records again.
  func read(_ file: URL) throws -> TruthSet {
    guard FileManager.default.fileExists(atPath: file.path) else { throw UserError("not recorded yet", at: file.path) }
    let episodes = try EpisodeFile(path: file.path)
    let takes = scenario.takes - 1
    let kinds = counterfactuals
    guard episodes.count == 1 + takes + kinds.count else {
      throw UserError("holds \(episodes.count) episodes", at: file.path)
    }
    let selection = EpisodeSelection(cameras: scenario.cameras)
    var set = TruthSet(main: try episodes.episode(0, selection))
    for take in 0..<takes { set.secondTakes.append(try episodes.episode(1 + take, selection)) }
    for (i, kind) in kinds.enumerated() {
      set.counterfactuals[kind] = try episodes.episode(1 + takes + i, selection)
    }
    return set
  }
}
