import Diagnostics
import Episodes
import Foundation
import Scenarios

/// A hash of everything that decides a suite's scores, so that an interrupted evaluation never goes on with other
/// scenarios, data, weights or another program.
enum SuiteKey {
  static func of(_ suite: Suite, models: [String: String], version: String, engine: String) throws -> String {
    var parts = ["suite 1", version, engine, suite.hash]
    var known: [String: String] = [:]
    func once(_ url: URL, _ make: () throws -> String) rethrows -> String {
      if let found = known[url.path] { return found }
      let made = try make()
      known[url.path] = made
      return made
    }
    for scenario in suite.scenarios {
      parts.append("\(scenario.name) \(scenario.hash) \(models[scenario.model.path] ?? "")")
      if case .folder(let folder) = scenario.model {
        let settings = folder.appendingPathComponent("model.yaml")
        if FileManager.default.fileExists(atPath: settings.path) {
          parts.append(try once(settings) { try SHA256.hex(file: settings.path) })
        }
      }
      switch scenario.truth {
      case .world(let url, _, _): parts.append(try once(url) { try SHA256.hex(file: url.path) })
      case .recording(let url, _, _): parts.append(try once(url) { try EpisodeDataset(path: url.path).identity() })
      }
      if case .file(let url) = scenario.actions { parts.append(try once(url) { try SHA256.hex(file: url.path) }) }
    }
    return SHA256.hex(parts.joined(separator: "\n").utf8)
  }
}
