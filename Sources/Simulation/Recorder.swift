import Diagnostics
import Episodes
import Foundation

/// Records episodes of a world: the same seed gives the same numbers and pixels, on any thread.
///
/// Frame t shows the world before action t; until the next frame the actuators' targets then move in a straight line
/// from action t − 1 to action t. One recorder belongs to one thread at a time.
public final class Recorder {
  public let world: World
  public let settings: RecordingSettings
  /// Told of each frame that is recorded.
  public var onFrame: (() -> Void)?
  private let renderer: Renderer?
  private let kinematics: ArmKinematics?

  /// With no cameras nothing is drawn, which is a hundred times faster.
  public init(_ world: World, _ settings: RecordingSettings) throws {
    try settings.validate(world)
    self.world = world
    self.settings = settings
    kinematics = try? ArmKinematics(world)
    renderer = settings.cameras.isEmpty ? nil : try Renderer(world, width: settings.width, height: settings.height)
  }

  /// Records a scripted policy from the start that `seed` and `initial` give.
  public func record(seed: UInt64, policy spec: PolicySpec, initial: InitialPlacement = .init()) throws -> Episode {
    try spec.validate(world)
    var policy = try world.policy(spec)
    var random = EpisodeRandom(seed: seed, stream: .policy)
    return try run(seed: seed, name: spec.name.rawValue, spec: StableJSON.text(spec), initial: initial) { state, _ in
      try policy.action(state, random: &random)
    }
  }

  /// Records what `choose` does from the same start as `record`.
  ///
  /// - Parameter choose: gives the targets from the frame's number, what the cameras have shown up to it, and the
  ///   present targets.
  public func record(
    seed: UInt64, initial: InitialPlacement, name: String,
    choose: (_ frame: Int, _ views: [Episode.View], _ control: [Double]) throws -> [Double]
  ) throws -> Episode {
    var frame = 0
    return try run(seed: seed, name: name, spec: "", initial: initial) { state, log in
      defer { frame += 1 }
      return try choose(frame, log.views, state.control)
    }
  }

  /// Records given actions (T × A, absolute targets) from the same start as `record`; the last one holds to the end.
  ///
  /// - Parameter perturbation: makes it a second take: places, friction, masses and actions differ a little.
  public func replay(
    seed: UInt64, actions: [[Float]], initial: InitialPlacement = .init(), perturbation: Perturbation? = nil
  ) throws -> Episode {
    for (t, action) in actions.enumerated() where action.count != world.actuators.count {
      throw UserError("action \(t) has \(action.count) numbers for \(world.actuators.count) actuators", at: "actions")
    }
    var targets = actions.map { $0.map(Double.init) }
    if let perturbation { targets = perturbation.noisy(targets, actuators: world.actuators) }
    var policy = ReplayPolicy(targets)
    var random = EpisodeRandom(seed: seed, stream: .policy)
    return try run(seed: seed, name: "replay", spec: "", initial: initial, perturbation: perturbation) { state, _ in
      try policy.action(state, random: &random)
    }
  }

  private func run(
    seed: UInt64, name: String, spec: String, initial: InitialPlacement, perturbation: Perturbation? = nil,
    act: (SimulationState, EpisodeLog) throws -> [Double]
  ) throws -> Episode {
    try initial.validate(world)
    let state = try SimulationState.atStart(
      of: world, seed: seed, initial: initial, kinematics: kinematics, perturbation: perturbation)
    var log = try EpisodeLog(world, settings, renderer)
    var touches = ContactLog(world)
    touches.observe(state)
    for frame in 0..<settings.frames {
      try Interrupt.check()
      state.refresh()
      try log.append(state, contacts: touches.take(frame: frame))
      // Rounded before use, so that replaying the stored actions gives the same motion.
      let action = try act(state, log).map { Float($0) }
      log.actions.append(action)
      if frame + 1 < settings.frames { state.follow(action) { touches.observe(state) } }
      try state.checkStability()
      onFrame?()
    }
    return log.episode(seed: seed, policy: name, spec: spec)
  }
}
