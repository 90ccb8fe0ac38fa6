import Diagnostics
import Episodes
import Foundation
import Policies
import Simulation

/// Records what a scenario needs as truth, or reads it back where the same was recorded before.
///
/// Records are kept by a hash of everything that decides their bytes, so a stale one is never used.
public struct TruthRecorder: Sendable {
  /// Where records are kept between runs.
  public var cache: URL
  /// Whether long recordings say nothing of how far they are: where something else does.
  public var isQuiet: Bool

  public init(cache: URL, quiet: Bool = false) { (self.cache, isQuiet) = (cache, quiet) }

  /// - Returns: the truth, whether it was there already, and the hash it is kept under.
  ///
  /// - Throws: `UserError` also where it would not fit into memory.
  public func truth(for scenario: Scenario) throws -> (set: TruthSet, cached: Bool, hash: String) {
    try MemoryBudget.require(
      scenario.leastMemory, for: "the recordings and predictions", at: scenario.file.path,
      fix: "Shorten the horizon, or ask for fewer samples or takes")
    switch scenario.truth {
    case .world(let url, let seed, let initial):
      let world = try World(file: url.path)
      let scenario = try withActions(scenario, world)
      let job = SimulatedTruth(scenario: scenario, world: world, seed: seed, initial: initial, isQuiet: isQuiet)
      let hash = try job.hash()
      let file = cache.appendingPathComponent("\(hash).h5")
      if var set = try? job.read(file) {
        job.describe(&set)
        return (set, true, hash)
      }
      try job.write(try record(job, scenario), to: file)
      // What is read back has its objects in another order: the first run must not differ from the later ones by that.
      var set = try job.read(file)
      job.describe(&set)
      return (set, false, hash)
    case .recording(let url, let episode, let start):
      let set = try RecordedTruth(scenario: scenario, dataset: url, episode: episode, start: start).read()
      return (set, true, try RecordedTruth.hash(of: set.main))
    }
  }

  /// The scenario with a policy's actions instead of the policy: what it does in the simulator.
  ///
  /// A program may do something else tomorrow, so it is always run; what its actions lead to is kept like any other.
  private func withActions(_ scenario: Scenario, _ world: World) throws -> Scenario {
    guard case .policy(let program) = scenario.actions else { return scenario }
    if let goal = program.goal { _ = try world.object(named: goal.object) }
    let start = try PolicyStart(scenario, world: world)
    let recorder = try Recorder(world, PolicyAttempt.settings(scenario))
    let session = try PolicySession(program, start)
    let episode = try PolicyAttempt(start).simulate(session, chunk: program.chunk, recorder: recorder)
    var known = scenario
    known.actions = .list(episode.actions)
    return known
  }

  /// What the simulator complains of names a key of the scenario, and so the scenario must be named.
  private func record(_ job: SimulatedTruth, _ scenario: Scenario) throws -> TruthSet {
    do { return try job.record() } catch let error as UserError { throw error.inside(scenario.file.path) }
  }
}
