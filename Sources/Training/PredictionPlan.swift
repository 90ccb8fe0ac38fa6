import Configuration
import Diagnostics
import Episodes
import Foundation
import WorldModel

/// A model whose predictions a compressor's decoder learns to show, and of which data sets.
public struct PredictionPlan: Sendable {
  /// Trained on the latents of the compressor that training begins from.
  public var model: URL
  /// Among the plan's data sets; what the model is told comes from there.
  public var data: [URL]
  /// How many of their episodes are predicted.
  public var episodes: Int
  /// Whether the plan's critic looks at them.
  public var isCriticised: Bool
  /// Where it stands in the plan.
  var place: String

  init(_ node: SettingsNode, among known: [URL]) throws {
    try node.allowOnly(["model", "data", "episodes", "critic"])
    model = try node.required("model").url()
    data = try node.required("data").list(count: 1...1000).map { entry in
      let url = try entry.url()
      guard known.contains(url) else { throw entry.error("is not among `data`: \(url.path)") }
      return url
    }
    episodes = try node.optional("episodes")?.int(in: 1...1_000_000) ?? 300
    isCriticised = try node.optional("critic")?.bool() ?? true
    place = node.place
  }

  /// The same model, told what is in those of other data sets whose actions are its own; nil where there are none.
  func told(_ sets: [URL]) throws -> PredictionPlan? {
    let contract = try ModelFolder(model).readModelSetting().contract
    var other = self
    other.data = try sets.filter { set in
      try EpisodeDataset(path: set.path).header.map { contract.differences(from: $0.contract).isEmpty } ?? false
    }
    return other.data.isEmpty ? nil : other
  }

  /// The model with what it was trained on.
  ///
  /// - Throws: `UserError` where that is not the compressor, or not these cameras.
  func load(compressorHash: String, cameras: [String]) throws -> (Dynamics, ModelSetting) {
    let folder = ModelFolder(model)
    let setting = try folder.readModelSetting()
    guard setting.compressorHash == compressorHash else {
      throw UserError(
        "\(model.path) was trained on another compressor's latents", at: place, fix: "Name the one it needs as `start`")
    }
    guard setting.cameras == cameras else {
      throw UserError(
        "\(model.path) predicts \(setting.cameras.joined(separator: ", "))", at: place, fix: "Name these `cameras`")
    }
    return (try folder.loadDynamics(), setting)
  }
}
