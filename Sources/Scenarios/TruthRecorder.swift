import Diagnostics
import Episodes
import Foundation
import Simulation

/// Records what a scenario needs as truth, or reads it back where the same was recorded before.
///
/// Records are kept by a hash of everything that decides their bytes, so a stale one is never used.
public struct TruthRecorder: Sendable {
  /// Where records are kept between runs.
  public var cache: URL

  public init(cache: URL) { self.cache = cache }

  /// - Returns: the truth, whether it was there already, and the hash it is kept under.
  public func truth(for scenario: Scenario) throws -> (set: TruthSet, cached: Bool, hash: String) {
    switch scenario.truth {
    case .world(let url, let seed, let initial):
      let job = try SimulatedTruth(scenario: scenario, world: World(file: url.path), seed: seed, initial: initial)
      let hash = try job.hash()
      let file = cache.appendingPathComponent("\(hash).h5")
      if var set = try? job.read(file) {
        set.masses = job.masses
        return (set, true, hash)
      }
      var set = try job.record()
      try job.write(set, to: file)
      set.masses = job.masses
      return (set, false, hash)
    case .recording(let url, let episode, let start):
      let set = try RecordedTruth(scenario: scenario, dataset: url, episode: episode, start: start).read()
      return (set, true, try RecordedTruth.hash(of: set.main))
    }
  }
}
