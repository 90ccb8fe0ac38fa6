import Configuration
import Diagnostics
import Episodes
import Foundation
import Scenarios
import Simulation

/// A list of scenarios that are predicted and scored together.
///
/// Either `scenarios` names files; or `episodes` draws held-out episodes of one `template`: their starts and policies
/// come from consecutive seeds, and the pairs for the shuffled test are stored with them; or `templates` lists several,
/// each with its own seeds and the split that its episodes are reported under; or `windows` cuts a recorded data set's
/// episodes into stretches of a `template`'s length.
public struct Suite: Sendable {
  public static let schemaVersion = 1

  public var name: String
  public var summary: String
  /// To be raised with every change of what is asked: results of different versions are not to be compared.
  public var version: Int
  public var file: URL
  public var hash: String
  public var scenarios: [Scenario]
  /// Whether the scenarios are episodes drawn from consecutive seeds.
  public var drawsEpisodes: Bool
  /// The split of a scenario, by its name, such as `in distribution`; empty where the suite has no splits.
  public var splits: [String: String] = [:]

  /// - Throws: `UserError` with file, line and column.
  public init(file url: URL) throws {
    let root = try SettingsNode(file: url)
    try root.allowOnly([
      "schema", "version", "name", "description", "scenarios", "template", "templates", "episodes", "windows", "takes",
    ])
    try root.requireVersion(Self.schemaVersion, under: "schema")
    try Self.requireOneForm(root)
    file = url
    hash = try SHA256.hex(file: url.path)
    name = try root.optional("name")?.string() ?? url.deletingPathExtension().lastPathComponent
    version = try root.optional("version")?.int(in: 1...1_000_000) ?? 1
    summary = try root.optional("description")?.string() ?? ""
    drawsEpisodes = try root.optional("episodes") != nil
    let takes = try root.optional("takes")?.int(in: 1...32)
    if let list = try root.optional("scenarios") {
      scenarios = try list.list(count: 1...10_000).map { try Scenario(file: try $0.url()) }
    } else if let list = try root.optional("templates") {
      scenarios = []
      for template in try list.list(count: 1...1000) { try add(template, takes: takes) }
    } else if let windows = try root.optional("windows") {
      scenarios = try Self.cut(windows, try root.required("template"), hash: hash)
    } else {
      scenarios = try Self.draw(try root.required("episodes"), try root.required("template"), hash: hash)
    }
    if let takes, try root.optional("templates") == nil {
      for i in scenarios.indices { scenarios[i].takes = takes }
    }
    var names = Set<String>()
    for scenario in scenarios where !names.insert(scenario.name).inserted {
      throw UserError("two scenarios are called \(scenario.name)", at: url.path, fix: "Give each a `name` of its own")
    }
  }

  /// What makes the scenarios is said once: a second way would be ignored.
  private static func requireOneForm(_ root: SettingsNode) throws {
    let forms = try ["scenarios", "templates", "windows", "episodes"].compactMap { key in
      try root.optional(key).map { (key: key, node: $0) }
    }
    if forms.count > 1 {
      throw forms[1].node.error("cannot stand beside `\(forms[0].key)`", fix: "Keep one of them")
    }
    if let form = forms.first, ["scenarios", "templates"].contains(form.key), let node = try root.optional("template") {
      throw node.error("cannot stand beside `\(form.key)`", fix: "Keep one of them")
    }
  }

  /// One scenario a seed, all like the template but for start, policy and partner.
  private static func draw(_ node: SettingsNode, _ template: SettingsNode, hash: String) throws -> [Scenario] {
    try node.allowOnly(["first_seed", "count", "policies", "partners"])
    let first = try node.required("first_seed").seed()
    let count = try node.required("count").int(in: 1...10_000)
    let seeds = (0..<count).map { first + UInt64($0) }
    let partners = try node.optional("partners").map { try Self.partners($0, of: seeds) }
    let base = try Scenario(file: try template.url())
    guard case .world(let world, _, let initial) = base.truth else {
      throw template.error("has no world, so no episodes can be drawn from it")
    }
    let mix = try node.optional("policies").map(Self.mix) ?? World(file: world.path).usualPolicies
    return seeds.enumerated().map { i, seed in
      var scenario = base
      scenario.name = "\(base.name)-\(seed)"
      scenario.hash = SHA256.hex("\(hash) \(base.hash) \(seed)".utf8)
      // Places are drawn anew, from the template's range.
      scenario.truth = .world(world, seed: seed, initial: InitialPlacement(range: initial.range))
      scenario.actions = .script(mix.draw(seed: seed))
      scenario.partner = partners.map { Partner(seed: $0[i], policy: mix.draw(seed: $0[i])) }
      return scenario
    }
  }

  private static func mix(_ node: SettingsNode) throws -> PolicyMix {
    do {
      return try PolicyMix(parsing: try node.string())
    } catch let error as UserError {
      throw node.error(error.what, fix: error.fix)
    }
  }

  /// The suite's own episodes in another order, none in its own place.
  private static func partners(_ node: SettingsNode, of seeds: [UInt64]) throws -> [UInt64] {
    let list = try node.list(count: seeds.count...seeds.count).map { try $0.seed() }
    guard Set(list) == Set(seeds), zip(list, seeds).allSatisfy({ $0 != $1 }) else {
      throw node.error(
        "is no derangement: every seed of the suite once, none in its own place",
        fix: "`orrery evaluate SUITE --print-partners` makes one")
    }
    return list
  }

  /// The episodes of one entry of `templates`; who acts in them is the template's affair. Its own `takes` go before the
  /// suite's, and its `samples` before the template's.
  private mutating func add(_ node: SettingsNode, takes: Int?) throws {
    try node.allowOnly(["scenario", "split", "first_seed", "count", "horizon", "takes", "samples", "model"])
    let file = try node.required("scenario")
    var base = try Scenario(file: try file.url())
    if let horizon = try node.optional("horizon")?.int(in: 1...100_000) { base.horizon = horizon }
    if let takes = try node.optional("takes")?.int(in: 1...32) ?? takes { base.takes = takes }
    if let samples = try node.optional("samples")?.int(in: 1...64) { base.sampler.seeds = Array(1...UInt64(samples)) }
    if let model = try node.optional("model") { base.model = try ModelSource(model) }
    guard case .world(let world, _, let initial) = base.truth else {
      throw file.error("has no world, so no episodes can be drawn from it")
    }
    let first = try node.required("first_seed").seed()
    for seed in first..<first + UInt64(try node.required("count").int(in: 1...10_000)) {
      var scenario = base
      scenario.name = "\(base.name)-\(seed)"
      guard !scenarios.contains(where: { $0.name == scenario.name }) else {
        throw node.error("draws \(scenario.name) a second time", fix: "Choose other seeds")
      }
      scenario.hash = SHA256.hex("\(hash) \(base.hash) \(seed)".utf8)
      scenario.truth = .world(world, seed: seed, initial: initial)
      scenarios.append(scenario)
      splits[scenario.name] = try node.optional("split")?.string()
    }
  }
}
