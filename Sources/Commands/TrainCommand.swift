import ArgumentParser
import Diagnostics
import Foundation
import Training

/// `orrery train`: a model on the user's data.
struct TrainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train", abstract: "Train a model on recorded data.",
    subcommands: [CompressorPart.self, DynamicsPart.self])

  struct Options: ParsableArguments {
    @Argument(help: "The training's YAML file.")
    var plan: String

    @Flag(help: "Go on where the training in `out` stopped.")
    var resume = false

    @OptionGroup var threads: ThreadOptions

    /// Refuses to go on with what was never begun, and to train where another process does.
    func claim(_ plan: TrainingPlan) throws -> FileLock? {
      if resume { try TrainingLoop.requireBegun(plan) }
      return try TrainingLoop.claim(plan)
    }

    /// The plan's file, once the threads are set: reading data computes already.
    func prepare() -> URL {
      Interrupt.watch()
      threads.apply()
      return URL(fileURLWithPath: plan)
    }

    func train(_ plan: TrainingPlan, _ trainee: any Trainee) throws {
      Console.say("\(trainee.parameters.reduce(0) { $0 + $1.parameter.value.count }) parameters, \(plan.steps) steps")
      try TrainingLoop(plan, trainee, resume: resume, say: Console.say).run()
      print("checkpoint  \(plan.out.appendingPathComponent("checkpoint").path)")
      print("best        \(plan.out.appendingPathComponent("best").path)")
    }
  }

  struct CompressorPart: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "compressor", abstract: "Train a compressor: frames to latents and back.",
      discussion: "EXAMPLE: orrery train compressor models/compressor/training.yaml")

    @OptionGroup var options: Options

    func run() throws {
      let plan = try CompressorPlan(file: options.prepare())
      let lock = try options.claim(plan.common)
      try withExtendedLifetime(lock) { try options.train(plan.common, CompressorTrainee(plan)) }
    }
  }

  struct DynamicsPart: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "dynamics", abstract: "Train a dynamics network on a compressor's latents.",
      discussion: "EXAMPLE: orrery train dynamics models/tabletop/training.yaml --resume")

    @OptionGroup var options: Options

    func run() throws {
      let plan = try DynamicsPlan(file: options.prepare())
      let lock = try options.claim(plan.common)
      try withExtendedLifetime(lock) { try options.train(plan.common, DynamicsTrainee(plan)) }
    }
  }
}
