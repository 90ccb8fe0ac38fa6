import Diagnostics
import Episodes
import Foundation
import Simulation

/// The recordings of one scenario in a simulated world.
struct SimulatedTruth {
  let scenario: Scenario
  let world: World
  let seed: UInt64
  let initial: InitialPlacement
  /// Whether long recordings say nothing of how far they are.
  var isQuiet = false

  /// Adds what the world says and a record does not.
  func describe(_ set: inout TruthSet) {
    (set.contract, set.masses, set.gravity) = (world.contract, masses(in: set.main), world.gravity)
  }

  /// Kilograms by name: the record's own where sizes are drawn; else they follow from the world, whose hash names the
  /// record.
  private func masses(in episode: Episode) -> [String: Double] {
    let usual = Dictionary(world.objects.map { ($0.name, $0.mass) }, uniquingKeysWith: { first, _ in first })
    let own = episode.objects.compactMap { object in object.mass.map { (object.name, $0) } }
    return usual.merging(own) { $1 }
  }

  private var full: RecordingSettings {
    RecordingSettings(
      frames: scenario.frames, width: scenario.shape.width, height: scenario.shape.height, cameras: scenario.cameras)
  }

  /// Colours and segmentation: what a counterfactual is scored with.
  var lean: RecordingSettings {
    var settings = full
    settings.depth = false
    return settings
  }

  var blind: RecordingSettings {
    var settings = full
    settings.cameras = []
    return settings
  }

  /// A hash of everything that decides the recordings.
  func hash() throws -> String {
    let parts: [String] = [
      "truth 2", World.engineVersion, world.sha256, "\(seed)", try StableJSON.text(initial), try actionsKey(),
      scenario.cameras.joined(separator: ","), "\(scenario.shape.yaml) \(scenario.context) \(scenario.horizon)",
      "\(scenario.takes) \(try partnerKey())",
    ]
    return SHA256.hex(Array(parts.joined(separator: "\n").utf8))
  }

  private func partnerKey() throws -> String {
    guard let partner = scenario.partner else { return wanders ? "wandering" : "drawn" }
    return try "\(partner.seed)" + (partner.policy.map { " " + (try StableJSON.text($0)) } ?? "")
  }

  private func actionsKey() throws -> String {
    switch scenario.actions {
    case .script(let spec): return "script " + (try StableJSON.text(spec))
    case .list(let rows): return "list \(rows)"
    case .file(let url):
      try ActionTable.requireKnown(url)
      return "file " + (try SHA256.hex(file: url.path))
    case .recorded: return "recorded"
    case .policy(let program): return "policy " + (try program.identity())
    }
  }

  /// Records the scenario, its second takes and its counterfactuals.
  ///
  /// Independent recordings share the threads; each has a renderer of its own.
  func record() throws -> TruthSet {
    let count = max(1, scenario.takes) + counterfactuals.count
    let meter = ProgressMeter("recording truth", total: count * scenario.frames, unit: "frames", quiet: isQuiet)
    defer { meter.finish() }
    let main = try recordMain(meter)
    let partner = counterfactuals.isEmpty ? [] : try partnerActions(unlike: main)
    var jobs: [(label: String, seed: UInt64?, actions: [[Float]])] = []
    for take in 1..<max(1, scenario.takes) { jobs.append(("take", UInt64(take), main.actions)) }
    for kind in counterfactuals {
      let actions = Counterfactual.actions(kind, of: main.actions, partner: partner, context: scenario.context)
      jobs.append((kind.rawValue, nil, actions))
    }
    let episodes = try ParallelMap.map(jobs) { job in
      try recorder(lean, meter).replay(
        seed: seed, actions: job.actions, initial: initial, perturbation: job.seed.map { Perturbation(seed: $0) })
    }
    var set = TruthSet(main: main)
    for (job, episode) in zip(jobs, episodes) {
      if let kind = Counterfactual(rawValue: job.label) {
        set.counterfactuals[kind] = episode
      } else {
        set.secondTakes.append(episode)
      }
    }
    return set
  }

  private func recorder(_ settings: RecordingSettings, _ meter: ProgressMeter) throws -> Recorder {
    let recorder = try Recorder(world, settings)
    recorder.onFrame = { meter.advance() }
    return recorder
  }

  private func recordMain(_ meter: ProgressMeter) throws -> Episode {
    let recorder = try recorder(full, meter)
    if case .script(let spec) = scenario.actions {
      return try recorder.record(seed: seed, policy: spec, initial: initial)
    }
    let actions = try ActionTable(scenario.actions, names: world.contract.dimensions.map(\.name)).rows
    return try recorder.replay(seed: seed, actions: actions, initial: initial)
  }
}
