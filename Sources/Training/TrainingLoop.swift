import Autograd
import Diagnostics
import Foundation
import NeuralNetwork
import TensorCore
import WorldModel

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
    state = StateFile(
      path: plan.out.appendingPathComponent(StateFile.name).path,
      settings: ["seed": "\(plan.seed)", "batch": "\(plan.batch)"])
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

  /// Keeps other processes out of the plan's `out` for as long as the result lives, and this one where another is at it.
  ///
  /// The lock is a file among the temporary ones: a plan that is refused later leaves nothing in its `out`. Nil where
  /// nothing can be locked.
  public static func claim(_ plan: TrainingPlan) throws -> FileLock? {
    let name = SHA256.hex(Array(plan.out.standardizedFileURL.resolvingSymlinksInPath().path.utf8)).prefix(16)
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("orrery-training-\(name).lock").path
    let lock = FileLock(path)
    if lock == nil, FileLock.isHeld(path) {
      throw UserError(
        "another process is training here", at: plan.out.path, fix: "Wait for it, or name another `out`")
    }
    return lock
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
    let before = curve.values(of: figures[0].name).filter(\.isFinite)
    let isBest =
      figures[0].value.isFinite
      && before.allSatisfy {
        trainee.higherIsBetter ? figures[0].value > $0 : figures[0].value < $0
      }
    try curve.append(step: progress.step, figures)
    say(
      "step \(progress.step): "
        + figures.map { "\($0.name) \(String(format: "%.4g", $0.value))" }.joined(separator: ", "))
    let record = TrainingRecord(steps: progress.step, seed: plan.seed, seconds: progress.seconds, figures: figures)
    let checkpoint = plan.out.appendingPathComponent("checkpoint")
    try trainee.writeCheckpoint(to: checkpoint, record: record)
    if isBest { try copy(checkpoint, to: plan.out.appendingPathComponent("best")) }
  }
}

/// Copies a checkpoint's weights, then its settings. What those name lies as far from the one folder as from the other.
private func copy(_ checkpoint: URL, to other: URL) throws {
  let (from, to) = (ModelFolder(checkpoint), ModelFolder(other))
  try AtomicFile.makeFolder(other.path)
  for (source, place) in [(from.weights, to.weights), (from.settings, to.settings)] {
    guard let data = try? Data(contentsOf: source) else { throw UserError.unreadable(source.path) }
    try AtomicFile.write(data, to: place.path)
  }
}

extension Duration {
  fileprivate var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
