import Autograd
import Configuration
import NeuralNetwork
import TensorCore
import WorldModel

import struct Foundation.URL

/// Times whole steps of training a dynamics network, optimiser and moving average included, on windows of noise: what
/// the numbers are does not change the work.
public final class TrainingBenchmark {
  public static let batch = 6
  public static let window = 9

  private let step: TrainingStep
  private var done = 0

  /// - Parameters:
  ///   - dynamics: loaded for training; the steps change it.
  ///   - rows: latents of a camera's frame; `columns` likewise.
  public init(_ dynamics: Dynamics, rows: Int, columns: Int) throws {
    let text = """
      {schema: 1, data: [.], validation: [.], cameras: [all], out: ., seed: 1, steps: 1000000, batch: \(Self.batch),
       rate: 0.000001, warmup: 1}
      """
    let plan = try TrainingPlan(SettingsNode(text: text, file: "benchmark"))
    step = TrainingStep(plan, NoiseTrainee(dynamics, rows: rows, columns: columns))
  }

  /// Seconds of one step.
  public func time() throws -> Double {
    let begin = ContinuousClock.now
    _ = try step(done)
    done += 1
    let spent = begin.duration(to: .now).components
    return Double(spent.seconds) + Double(spent.attoseconds) * 1e-18
  }
}

/// Cleans noise, over and over.
private final class NoiseTrainee: Trainee {
  private let dynamics: Dynamics
  private let draw: WindowDraw

  init(_ dynamics: Dynamics, rows: Int, columns: Int) {
    self.dynamics = dynamics
    let c = dynamics.configuration
    let random = Philox(seed: 1, stream: 1)
    let (batch, window) = (TrainingBenchmark.batch, TrainingBenchmark.window)
    draw = WindowDraw(
      latents: random.normal([batch, window, c.views, rows, columns, c.latent]),
      actions: random.split(1).uniform([batch, window, c.group, c.actionWidth]),
      levels: random.split(2).uniform([batch * window]).floats(), weights: .init(repeating: 1, count: batch * window),
      given: .init(repeating: true, count: batch * window), sight: .causal)
  }

  var parameters: [NamedParameter] { dynamics.parameters }
  var plainNames: [String] { DynamicsTrainee.plainNames }

  func loss(_ random: Philox, _ context: Context) -> Variable { CleaningLoss(dynamics, draw, random)(context) }
  let higherIsBetter = false
  func validate(_ context: Context) -> [(name: String, value: Double)] { [] }
  func writeCheckpoint(to folder: URL, record: TrainingRecord) {}
}
