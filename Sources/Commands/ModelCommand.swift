import ArgumentParser
import Configuration
import Diagnostics
import Episodes
import Foundation
import NeuralNetwork
import WorldModel

/// `orrery model`: what a checkpoint is.
struct ModelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "model", abstract: "Look into a model's folder.",
    subcommands: [Info.self, Check.self, Adopt.self])

  struct Info: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Configuration, action contract, hashes and training record.",
      discussion: "EXAMPLE: orrery model info models/tabletop")

    @Argument(help: "The model's folder.")
    var model: String

    @Flag(help: "Print one JSON object on standard output, and nothing else there.")
    var json = false

    func run() throws {
      let folder = ModelFolder(URL(fileURLWithPath: model))
      if json { return print(try StableJSON.text(ModelSummary(folder: folder, checking: false))) }
      let root = try folder.readSettings()
      let weights = try Safetensors(path: folder.weights.path)
      print("model       \(folder.url.path)")
      print("sha256      \(try folder.hash())")
      print("tensors     \(weights.names.count)")
      if let text = try? String(contentsOf: folder.settings, encoding: .utf8) { print("\n\(text)") }
      if try root.optional("contract") != nil {
        for dimension in try folder.readModelSetting().contract.dimensions {
          print(
            "\(dimension.name): accepts \(dimension.range.lowerBound) … \(dimension.range.upperBound) \(dimension.unit)"
          )
        }
      }
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Load a model completely, or say what is wrong with it.",
      discussion: "EXAMPLE: orrery model check models/tabletop")

    @Argument(help: "The model's folder.")
    var model: String

    @Flag(help: "Print one JSON object on standard output, and nothing else there.")
    var json = false

    func run() throws {
      let folder = ModelFolder(URL(fileURLWithPath: model))
      if json { return print(try StableJSON.text(ModelSummary(folder: folder, checking: true))) }
      if try folder.readSettings().optional("dynamics") == nil {
        let compressor = try folder.loadCompressor()
        return print("\(folder.url.path): a compressor with \(compressor.parameterCount) parameters, sound")
      }
      let whole = try WorldModel(folder: folder.url)
      let count = whole.dynamics.parameterCount + whole.compressor.parameterCount
      print("\(folder.url.path): a world model with \(count) parameters, sound")
    }
  }

  struct Adopt: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show a model's latents with the decoder of another compressor.",
      discussion: """
        For a compressor whose decoder learned on (hold_encoder) since the model was trained. model.yaml then names that \
        one; a compressor with other latents is refused, and nothing is changed.

        EXAMPLE: orrery model adopt models/tabletop --compressor data/training/compressor/checkpoint
        """)

    @Argument(help: "The model's folder.")
    var model: String

    @Option(help: "The compressor's folder.")
    var compressor: String

    func run() throws {
      let folder = ModelFolder(URL(fileURLWithPath: model))
      try folder.adopt(ModelFolder(URL(fileURLWithPath: compressor)))
      print("\(folder.url.path): shown by \(try folder.readModelSetting().compressor.path)")
    }
  }
}
