import Autograd
import Diagnostics
import Foundation
import NeuralNetwork
import TensorCore

/// Everything that a training needs to go on exactly where it was, in one file that is whole or absent.
struct StateFile {
  static let name = "state.safetensors"
  let path: String
  /// What a training that goes on must have in common with the one that wrote it: settings by key.
  var settings: [String: String] = [:]

  var exists: Bool { FileManager.default.fileExists(atPath: path) }

  struct Progress {
    var step = 0
    /// Spent on training so far.
    var seconds = 0.0
  }

  func write(_ trainee: any Trainee, _ optimiser: Optimiser, _ average: MovingAverage, _ progress: Progress) throws {
    var tensors = WeightFile.tensors(trainee.parameters, .f32).reduce(into: [:]) { $0["weights.\($1.key)"] = $1.value }
    for (name, tensor) in optimiser.state { tensors["optimiser.\(name)"] = tensor }
    for (name, tensor) in average.state { tensors["average.\(name)"] = tensor }
    for (i, companion) in trainee.companions.enumerated() {
      for (name, tensor) in companion.state { tensors["companions.\(i).\(name)"] = tensor }
    }
    let facts = settings.merging(["step": "\(progress.step)", "seconds": "\(progress.seconds)"]) { $1 }
    try Safetensors.write(tensors, metadata: facts, to: path)
  }

  /// - Throws: `UserError` where it is of another model, or was written under other settings.
  func read(_ trainee: any Trainee, _ optimiser: Optimiser, _ average: MovingAverage) throws -> Progress {
    let file = try Safetensors(path: path)
    guard let step = file.metadata["step"].flatMap({ Int($0) }),
      let seconds = file.metadata["seconds"].flatMap({ Double($0) })
    else { throw UserError("this is no training state", at: path) }
    for (key, value) in settings.sorted(by: { $0.key < $1.key }) {
      guard let old = file.metadata[key], old != value else { continue }
      throw UserError(
        "was begun with `\(key): \(old)`, and the plan says \(value)", at: path,
        fix: "Put that back, or name another `out`")
    }
    try WeightFile.load(trainee.parameters, from: file, prefix: "weights.", asStored: false)
    try optimiser.restore { try file.tensor("optimiser.\($0)") }
    try average.restore { try file.tensor("average.\($0)") }
    for (i, companion) in trainee.companions.enumerated() {
      try companion.restore { try file.tensor("companions.\(i).\($0)") }
    }
    return Progress(step: step, seconds: seconds)
  }
}
