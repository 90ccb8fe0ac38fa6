import Autograd
import Diagnostics
import Foundation
import NeuralNetwork
import TensorCore

/// The loop: steps, curves, checkpoints; stops on ctrl-C and goes on with `resume`, to the same weights.
public final class TrainingLoop {
  private let plan: TrainingPlan
  private let trainee: any Trainee
  private let step: TrainingStep
  private let state: StateFile
  private let curve: CurveFile
  private let say: (String) -> Void
  private var progress = StateFile.Progress()

  public init(_ plan: TrainingPlan, _ trainee: any Trainee, resume: Bool, say: @escaping (String) -> Void) throws {
    self.plan = plan
    self.trainee = trainee
    self.say = say
    step = TrainingStep(plan, trainee)
    try AtomicFile.makeFolder(plan.out.path)
    state = StateFile(path: plan.out.appendingPathComponent(StateFile.name).path)
    curve = CurveFile(path: plan.out.appendingPathComponent("curve.csv").path)
    if resume, state.exists {
      progress = try state.read(trainee, step.optimiser, step.average)
      say("resumed at step \(progress.step)")
    } else if resume {
      say("stopped before its first state was written: it begins at step 0")
    } else if FileManager.default.fileExists(atPath: state.path) {
      throw UserError(
        "a training is here already", at: plan.out.path, fix: "Go on with --resume, or name another `out`")
    }
    try curve.cut(to: progress.step)
  }

  /// Whether a training was begun in the plan's `out`: it has a state, or latents that were encoded for it.
  ///
  /// - Throws: `UserError` where it was not, before hours are spent on encoding for it.
  public static func requireBegun(_ plan: TrainingPlan) throws {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: plan.out.path)) ?? []
    guard files.contains(where: { $0 == StateFile.name || $0.hasPrefix(LatentCache.prefix) }) else {
      throw UserError("there is nothing to resume", at: plan.out.path, fix: "Train without --resume")
    }
  }

  /// Trains to the plan's last step.
  ///
  /// - Throws: `Interrupted` after ctrl-C, with the state written; `UserError` where the loss is no number.
  public func run() throws {
    let meter = ProgressMeter("training", total: plan.steps - progress.step, unit: "steps")
    defer { meter.finish() }
    var saved = ContinuousClock.now
    var losses: [Double] = []
    while progress.step < plan.steps {
      let begin = ContinuousClock.now
      losses.append(try step(progress.step))
      progress.step += 1
      progress.seconds += begin.duration(to: .now).seconds
      meter.advance(note: String(format: "loss %.4f", losses.suffix(50).reduce(0, +) / Double(min(50, losses.count))))
      if progress.step % 50 == 0 {
        try curve.append(
          step: progress.step, [("loss", losses.suffix(50).reduce(0, +) / Double(min(50, losses.count)))])
      }
      let isLast = progress.step == plan.steps
      if progress.step % plan.validateEvery == 0 || isLast { try validate() }
      let isDue = saved.duration(to: .now).seconds > plan.stateEveryMinutes * 60
      let isStop = progress.step == plan.stopAfter
      if isDue || isLast || isStop || Interrupt.isRaised {
        try state.write(trainee, step.optimiser, step.average, progress)
        saved = .now
      }
      try Interrupt.check(advice: "Go on with --resume")
      if isStop { return }
    }
  }

  /// Figures and checkpoint of the averaged weights; the live ones come back afterwards.
  private func validate() throws {
    let live = trainee.parameters.map { $0.parameter.single.copy() }
    step.average.copy(to: trainee.parameters)
    defer { for (named, value) in zip(trainee.parameters, live) { named.parameter.value = value } }
    let figures = try trainee.validate(Context(.fastest))
    try curve.append(step: progress.step, figures)
    say(
      "step \(progress.step): "
        + figures.map { "\($0.name) \(String(format: "%.4g", $0.value))" }.joined(separator: ", "))
    let record = TrainingRecord(steps: progress.step, seed: plan.seed, seconds: progress.seconds, figures: figures)
    try trainee.writeCheckpoint(to: plan.out.appendingPathComponent("checkpoint"), record: record)
  }
}

extension Duration {
  fileprivate var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
