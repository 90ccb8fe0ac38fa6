import Autograd
import Foundation
import NeuralNetwork
import TensorCore

/// What the loop trains: a network with its data.
public protocol Trainee: AnyObject {
  var parameters: [NamedParameter] { get }
  /// Beginnings of names that stay with AdamW where Muon is used.
  var plainNames: [String] { get }

  /// What learns beside the parameters by a rule of its own, and is stored with them.
  var companions: [any TrainingState] { get }

  /// The loss of one step. Everything drawn comes from `random`, so a step can be done again exactly.
  func loss(_ random: Philox, _ context: Context) throws -> Variable

  /// Figures on held-out data, by name; the first decides which checkpoint is the best.
  func validate(_ context: Context) throws -> [(name: String, value: Double)]

  /// Of that first figure.
  var higherIsBetter: Bool { get }

  /// Writes a checkpoint folder of the present weights.
  func writeCheckpoint(to folder: URL, record: TrainingRecord) throws
}

extension Trainee {
  public var companions: [any TrainingState] { [] }
}

/// How weights came about, for `model.yaml`.
public struct TrainingRecord: Sendable {
  public var steps: Int
  public var seed: UInt64
  public var seconds: Double
  public var figures: [(name: String, value: Double)]

  var yaml: String {
    var lines = ["training:", "  program: orrery", "  steps: \(steps)", "  seed: \(seed)"]
    lines.append("  minutes: \((seconds / 60).rounded())")
    for (name, value) in figures { lines.append("  \(name): \(value)") }
    return lines.joined(separator: "\n") + "\n"
  }
}
