import Configuration
import Diagnostics
import Scenarios

extension Suite {
  /// One scenario a stretch of the data set that the template names, every `every` frames of every episode as far as
  /// it reaches; all like the template but for episode and start.
  static func cut(_ node: SettingsNode, _ template: SettingsNode, hash: String) throws -> [Scenario] {
    try node.allowOnly(["every", "episodes"])
    let every = try node.required("every").int(in: 1...1_000_000)
    let base = try Scenario(file: try template.url())
    guard case .recording(let url, _, _) = base.truth else {
      throw template.error("has no `record`, so there is nothing to cut", fix: "Draw `episodes` of a world instead")
    }
    let lengths = try base.recordedLengths()
    guard !lengths.isEmpty else { throw UserError("the data set has no episodes", at: url.path) }
    let count = try node.optional("episodes")?.int(in: 1...lengths.count) ?? lengths.count
    let scenarios = lengths.prefix(count).enumerated().flatMap { episode, frames in
      stride(from: 0, through: frames - base.frames, by: every).map { start in
        var scenario = base
        scenario.name = "\(base.name)-\(episode)-\(start)"
        scenario.hash = SHA256.hex("\(hash) \(base.hash) \(episode) \(start)".utf8)
        scenario.truth = .recording(url, episode: episode, start: start)
        return scenario
      }
    }
    guard !scenarios.isEmpty else {
      throw UserError(
        "no episode is as long as context and horizon together, \(base.frames) frames", at: url.path,
        fix: "Shorten the horizon of \(base.file.path)")
    }
    return scenarios
  }
}
