import Diagnostics
import Foundation
import Scenarios
import Scoring
import Simulation

/// A hash of everything that decides a suite's scores, so that an interrupted evaluation never goes on with other
/// scenarios, data, weights or another program.
enum SuiteKey {
  static func of(_ suite: Suite, models: [String: String], version: String, engine: String) throws -> String {
    try of(
      suite.scenarios, models: models, beside: ["suite 2", "scores \(Scorer.revision)", version, engine, suite.hash])
  }

  static func of(_ suite: PolicySuite, models: [String: String], version: String, engine: String) throws -> String {
    let programs = try suite.policies.map { try $0.program.identity() }
    return try of(
      suite.starts, models: models,
      beside: ["policies 1", "scores \(Scorer.revision)", version, engine, suite.hash] + programs)
  }

  private static func of(_ scenarios: [Scenario], models: [String: String], beside: [String]) throws -> String {
    var parts = beside
    var known: [String: String] = [:]
    func once(_ url: URL, _ make: () throws -> String) rethrows -> String {
      if let found = known[url.path] { return found }
      let made = try make()
      known[url.path] = made
      return made
    }
    for scenario in scenarios {
      parts.append("\(scenario.name) \(scenario.hash) \(models[scenario.model.path] ?? "")")
      if case .folder(let folder) = scenario.model {
        let settings = folder.appendingPathComponent("model.yaml")
        if FileManager.default.fileExists(atPath: settings.path) {
          parts.append(try once(settings) { try SHA256.hex(file: settings.path) })
        }
      }
      switch scenario.truth {
      case .world(let url, _, _): parts.append(try once(url) { try World(file: url.path).sha256 })
      case .recording(let url, _, _): parts.append(try once(url) { try scenario.recordedIdentity() })
      }
      switch scenario.actions {
      case .file(let url): parts.append(try once(url) { try SHA256.hex(file: url.path) })
      case .policy(let program): parts.append(try program.identity())
      case .script, .recorded, .list: break
      }
    }
    return SHA256.hex(parts.joined(separator: "\n").utf8)
  }
}
