import Configuration
import Diagnostics
import Episodes
import Foundation
import WorldModel

/// Training of the dynamics network on a compressor's latents.
public struct DynamicsPlan: Sendable {
  public var common: TrainingPlan
  public var model: DynamicsConfiguration
  public var compressor: URL
  /// Latent frames of a training window.
  public var window: Int
  /// Mean share of frames that are shown nearly clean.
  public var clean: Double
  /// Weight of those frames' error; 1: as any frame's.
  public var cleanWeight: Double
  /// Mean of the other frames' log-odds of noise: higher asks more of the past and less of the frame itself.
  public var levelMean: Double
  /// Share of latent frames whose actions are not told, and of steps without the causal mask.
  public var untold: Double
  public var open: Double
  /// Share of steps that show each frame noisy beside a clean past, as sampling does; the others show a clip whose
  /// frames are all noisy to their own degree.
  public var paired: Double
  /// Weight of cells that hold what the robot moves, and its hand, where the data say where those are; 1: as any.
  public var motionWeight: Double
  /// Weight of cells that an object is moving through.
  public var objectWeight: Double
  /// Each window is the one of so many drawn in which most moves, by these weights.
  public var liveliestOf: Int
  /// Whether a window weighs as any other, however much of it moves, and is the liveliest of its own data set's: where
  /// in one data set everything moves and in another a ball.
  public var balanced: Bool
  /// Share of paired steps whose past is the network's own prediction of it.
  public var ownPast: Double
  /// How many frames in a row that prediction may have gone on from its own frames.
  public var ownPastDepth: Int
  /// Weight of the decoded pictures' error beside that of the latents; 0: none are decoded.
  public var pictureWeight: Double
  /// Latent cells that a window's picture is moved by at most, and the spread of what its actions are off by, on their
  /// scale of -1 to 1: where there are few recordings.
  public var shifts: Int
  public var actionNoise: Double
  /// What actions span at least, by their unit, on the scale that the network is told them on.
  public var leastSpans: [String: Double]
  /// How often each episode is seen besides, a little moved, nearer or further and lit differently.
  public var varied: Int
  /// Share of the tokens that most steps show, the liveliest first; 1: all of them.
  public var tokens: Double
  /// First frames from which each episode is cut into groups: more of them show more alignments.
  public var phases: [Int]
  /// Of the sampler's noise levels, in validation and in the checkpoint; nil: the start's, or evenly spaced levels.
  public var sigmaShift: Double?
  /// Whether frames of cameras that move are told what the given ones show from there (`Guide`); nil: as the start's.
  public var reprojects: Bool?

  public init(file: URL) throws {
    let root = try SettingsNode(file: file)
    try root.allowOnly(
      TrainingPlan.keys + [
        "model", "compressor", "window", "clean", "clean_weight", "level_mean", "untold", "open", "paired",
        "motion_weight", "object_weight", "liveliest_of", "balanced", "own_past", "own_past_depth",
        "picture_weight", "shifts", "action_noise", "least_span", "varied", "tokens", "phases", "sigma_shift",
        "reprojects",
      ])
    common = try TrainingPlan(root)
    model = try DynamicsConfiguration(try root.required("model"))
    compressor = try root.required("compressor").url()
    window = try root.optional("window")?.int(in: 2...4096) ?? 9
    clean = try root.optional("clean")?.double(in: 0...0.5) ?? 0.4
    cleanWeight = try root.optional("clean_weight")?.double(in: 0...1) ?? 0
    levelMean = try root.optional("level_mean")?.double(in: -5...5) ?? 1
    untold = try root.optional("untold")?.double(in: 0...1) ?? 0.1
    open = try root.optional("open")?.double(in: 0...1) ?? 0.05
    paired = try root.optional("paired")?.double(in: 0...1) ?? 0.8
    motionWeight = try root.optional("motion_weight")?.double(in: 1...100) ?? 4
    objectWeight = try root.optional("object_weight")?.double(in: 1...1000) ?? max(16, motionWeight)
    liveliestOf = try root.optional("liveliest_of")?.int(in: 1...100) ?? 1
    balanced = try root.optional("balanced")?.bool() ?? false
    ownPast = try root.optional("own_past")?.double(in: 0...1) ?? 0
    ownPastDepth = try root.optional("own_past_depth")?.int(in: 1...64) ?? 1
    pictureWeight = try root.optional("picture_weight")?.double(in: 0...1000) ?? 0
    shifts = try root.optional("shifts")?.int(in: 0...64) ?? 0
    actionNoise = try root.optional("action_noise")?.double(in: 0...1) ?? 0
    let spans = try root.optional("least_span")
    leastSpans = try (spans?.keys() ?? []).reduce(into: [:]) { $0[$1] = try spans?.required($1).double(in: 1e-6...1e6) }
    varied = try root.optional("varied")?.int(in: 0...64) ?? 0
    tokens = try root.optional("tokens")?.double(in: 0.05...1) ?? 1
    sigmaShift = try root.optional("sigma_shift")?.double(in: 0.05...50)
    phases = try root.optional("phases")?.list(count: 1...64).map { try $0.int(in: 0...1000) } ?? [0]
    reprojects = try root.optional("reprojects")?.bool()
    if reprojects == true, !model.previous {
      throw root.error("`reprojects` takes the place of the frame before", fix: "Add `previous: true` to `model`")
    }
    if reprojects == true { try refuseVaried(at: common.place) }
  }

  /// - Throws: `UserError` where `model` fits neither the compressor nor the data.
  func requireFit(_ compressor: CompressorConfiguration, actionWidth: Int) throws {
    let c = model
    guard c.latent == compressor.latent, c.group == compressor.group, c.views == common.cameras.count,
      c.actionWidth == actionWidth
    else {
      throw UserError(
        "`model` does not fit the data: latent \(compressor.latent), group \(compressor.group), "
          + "views \(common.cameras.count), action_width \(actionWidth) are needed", at: common.place)
    }
  }

  /// To be asked where the model, or the one it starts from, is told what cameras see.
  func refuseVaried(at place: String) throws {
    guard varied > 0 else { return }
    throw UserError(
      "`varied` pictures have no depth, which `reprojects` needs", at: place,
      fix: "Drop `varied`, or write `reprojects: false`")
  }

  /// The contract as the network is to be told actions under it.
  ///
  /// - Throws: `UserError` where `least_span` names a unit that no action has: mistyped, it would be ignored.
  func widened(_ contract: ActionContract) throws -> ActionContract {
    let units = Set(contract.dimensions.map(\.unit))
    if let unknown = leastSpans.keys.sorted().first(where: { !units.contains($0) }) {
      throw UserError(
        "`least_span` names the unit `\(unknown)`, which no action has", at: common.place,
        fix: "The data's units: \(units.sorted().map { $0.isEmpty ? "none" : $0 }.joined(separator: ", "))")
    }
    return contract.spanning(atLeast: leastSpans)
  }

  /// To be asked where weights go on: they know actions on one scale.
  func requireSpans(of known: ActionContract) throws {
    guard try widened(known) != known else { return }
    throw UserError(
      "`least_span` asks for wider actions than the weights to start from are told", at: common.place,
      fix: "Drop `least_span`, or start from nothing")
  }
}
