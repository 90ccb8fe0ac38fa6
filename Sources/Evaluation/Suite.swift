import Configuration
import Diagnostics
import Episodes
import Foundation
import Scenarios
import Simulation

/// A list of scenarios that are predicted and scored together.
///
/// Either `scenarios` names files, or `episodes` draws held-out episodes of one world: their starts and policies come
/// from consecutive seeds, and the pairs for the shuffled test are stored with them.
public struct Suite: Sendable {
  public static let schemaVersion = 1

  public var name: String
  public var summary: String
  public var file: URL
  public var hash: String
  public var scenarios: [Scenario]

  /// - Throws: `UserError` with file, line and column.
  public init(file url: URL) throws {
    let root = try SettingsNode(file: url)
    try root.allowOnly(["schema", "name", "description", "scenarios", "template", "episodes"])
    try root.requireVersion(Self.schemaVersion, under: "schema")
    file = url
    hash = try SHA256.hex(file: url.path)
    name = try root.optional("name")?.string() ?? url.deletingPathExtension().lastPathComponent
    summary = try root.optional("description")?.string() ?? ""
    if let list = try root.optional("scenarios") {
      scenarios = try list.list(count: 1...10_000).map { try Scenario(file: try $0.url()) }
    } else {
      scenarios = try Self.draw(try root.required("episodes"), try root.required("template"), hash: hash)
    }
  }

  /// One scenario a seed, all like the template but for start, policy and partner.
  private static func draw(_ node: SettingsNode, _ template: SettingsNode, hash: String) throws -> [Scenario] {
    try node.allowOnly(["first_seed", "count", "policies", "partners"])
    let first = try node.required("first_seed").seed()
    let count = try node.required("count").int(in: 1...10_000)
    let mix = try node.optional("policies").map { try PolicyMix(parsing: try $0.string()) } ?? .standard
    let partners = try node.optional("partners")?.list(count: count...count).map { try $0.seed() }
    let base = try Scenario(file: try template.url())
    guard case .world(let world, _, _) = base.truth else {
      throw template.error("has no world, so no episodes can be drawn from it")
    }
    return (0..<count).map { i in
      let seed = first + UInt64(i)
      var scenario = base
      scenario.name = "\(base.name)-\(seed)"
      scenario.hash = "\(hash)-\(seed)"
      scenario.truth = .world(world, seed: seed, initial: InitialPlacement())
      scenario.actions = .script(mix.draw(seed: seed))
      scenario.partner = partners?[i]
      return scenario
    }
  }
}
