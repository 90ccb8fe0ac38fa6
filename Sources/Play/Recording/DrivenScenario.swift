import Foundation
import Scenarios
import Simulation
import WorldModel

/// The scenario file of something driven.
struct DrivenScenario {
  private let origin: PlayOrigin
  private let frames: Int
  private let stem: String
  private let folder: URL

  init(_ origin: PlayOrigin, frames: Int, stem: String, folder: URL) {
    (self.origin, self.frames, self.stem, self.folder) = (origin, frames, stem, folder)
  }

  var yaml: String {
    let scenario = origin.scenario
    var lines = [
      "schema: \(Scenario.schemaVersion)", "name: \(stem)",
      "description: Driven in `orrery play`, from \(scenario.name).", "world: \(quoted(world))", "seed: \(origin.seed)",
    ]
    lines += initial
    lines += [
      "cameras: [\(scenario.cameras.joined(separator: ", "))]", "size: \(scenario.shape.yaml)",
      "context: \(origin.given)",
      "horizon: \(frames - origin.given)", "actions: {file: \(stem).csv}", "model: \(model)",
      "sampler: {steps: \(scenario.sampler.steps), seeds: [\(scenario.sampler.seeds[0])]}", "takes: \(scenario.takes)",
    ]
    return lines.joined(separator: "\n") + "\n"
  }

  private var world: URL { URL(fileURLWithPath: origin.world.source) }

  private var model: String {
    guard case .folder(let url) = origin.scenario.model else { return origin.scenario.model.path }
    return quoted(url)
  }

  /// Relative, so that a folder tree may move as a whole.
  private func quoted(_ url: URL) -> String { "\"\(ModelSetting.relative(url.standardizedFileURL, to: folder))\"" }

  private var initial: [String] {
    let start = origin.initial
    var parts: [String] = []
    if let range = start.range { parts.append("  range: \(range)") }
    if let tip = start.tip { parts.append("  tip: \(tip)") }
    if let joints = start.joints { parts.append("  joints: \(joints)") }
    if let objects = start.objects, !objects.isEmpty {
      parts.append("  objects:")
      for (name, place) in objects.sorted(by: { $0.key < $1.key }) {
        var values = ["at: [\(place.x), \(place.y)]"]
        if let z = place.z { values.append("z: \(z)") }
        if let yaw = place.yaw { values.append("yaw: \(yaw)") }
        if let velocity = place.velocity { values.append("velocity: \(velocity)") }
        parts.append("    \(name): {\(values.joined(separator: ", "))}")
      }
    }
    return parts.isEmpty ? [] : ["initial:"] + parts
  }
}
