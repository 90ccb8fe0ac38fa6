import Foundation
import RunStore
import Viewer

extension RunRecord {
  /// What the window says of a run beside its pictures, short enough for the column it stands in.
  var facts: [Fact] {
    [
      Fact("run", id), Fact("model", modelName), Fact("model hash", String(modelHash.prefix(12))),
      Fact("sampler", samplerText), Fact("program", version), Fact("engine", engine),
    ]
  }

  /// The model's folder and the one that holds it: whole paths are long, and alike to where they differ.
  private var modelName: String {
    URL(fileURLWithPath: modelPath).pathComponents.filter { $0 != "/" }.suffix(2).joined(separator: "/")
  }

  private struct Sampler: Decodable {
    var steps: Int
    var seeds: [Int]
  }

  /// The settings as they are stored, where they are not those that this program knows.
  private var samplerText: String {
    guard let sampler = try? JSONDecoder().decode(Sampler.self, from: Data(settings.utf8)) else { return settings }
    let seeds = sampler.seeds.map(String.init).joined(separator: ", ")
    return "\(sampler.steps) steps, \(sampler.seeds.count == 1 ? "seed" : "seeds") \(seeds)"
  }
}
