import Autograd
import Diagnostics
import NeuralNetwork
import TensorCore

/// One step of training: loss, gradients, optimiser, moving average.
public final class TrainingStep {
  let trainee: any Trainee
  let optimiser: Optimiser
  let average: MovingAverage
  private let plan: TrainingPlan

  public init(_ plan: TrainingPlan, _ trainee: any Trainee) {
    self.plan = plan
    self.trainee = trainee
    optimiser = Optimiser(
      trainee.parameters, usesMuon: plan.usesMuon, plain: trainee.plainNames, decay: Float(plan.weightDecay))
    average = MovingAverage(trainee.parameters, decay: Float(plan.averageDecay))
  }

  /// - Returns: the loss before the update.
  /// - Throws: `UserError` where the loss is no number.
  public func callAsFunction(_ number: Int) throws -> Double {
    // Mixed from seed and step alone: a resumed step draws what it would have drawn.
    let random = Philox(
      seed: UInt32(truncatingIfNeeded: plan.seed), stream: UInt32(truncatingIfNeeded: plan.seed >> 32)
    )
    .split(UInt32(truncatingIfNeeded: number))
    let tape = Tape()
    let loss = try trainee.loss(random, Context(.fastest, tape: tape))
    let value = Double(loss.value.item)
    tape.backward(from: loss)
    let norm = GradientNorm(trainee.parameters)
    guard value.isFinite, norm.isFinite else {
      throw UserError(
        "the loss or its gradient is no number at step \(number)", at: plan.out.path,
        fix: "Resume from the last state with a smaller `rate`")
    }
    let rate = Schedule.cosine(step: number, total: plan.steps, warmup: plan.warmup)
    optimiser.step(rate: Float(plan.rate) * rate, gradientScale: norm.scale(limit: Float(plan.gradientLimit)))
    average.update()
    return value
  }
}
