import CMuJoCo
import Episodes
import Foundation

/// The small differences between two takes of the same thing in a real laboratory: how far truth differs from itself.
public struct Perturbation: Codable, Equatable, Sendable {
  public var seed: UInt64
  /// Standard deviation of an object's place on the table, metres.
  public var position: Double
  /// Standard deviation of an object's turn about the vertical, degrees.
  public var turn: Double
  /// Largest relative change of the objects' friction.
  public var friction: Double
  /// Largest relative change of each object's mass.
  public var mass: Double
  /// Standard deviation of each action, radians (a hundredth of it in metres for slides).
  public var action: Double
  /// Factor of gravity: 1 in a laboratory, other values spoil a recording on purpose.
  public var gravity = 1.0

  public init(
    seed: UInt64, position: Double = 0.001, turn: Double = 0.5, friction: Double = 0.05, mass: Double = 0.03,
    action: Double = 0.002
  ) {
    (self.seed, self.position, self.turn) = (seed, position, turn)
    (self.friction, self.mass, self.action) = (friction, mass, action)
  }

  /// The same start and actions where things weigh `factor` times as much; below 0 they fall upwards.
  public static func gravity(_ factor: Double) -> Perturbation {
    var only = Perturbation(seed: 0, position: 0, turn: 0, friction: 0, mass: 0, action: 0)
    only.gravity = factor
    return only
  }

  private func random(_ part: UInt64) -> EpisodeRandom {
    EpisodeRandom(seed: seed, stream: EpisodeRandom.Stream.perturbation.rawValue << 32 | part)
  }

  func apply(to model: UnsafeMutablePointer<mjModel>, data: UnsafeMutablePointer<mjData>, objects: [FreeObject]) {
    model.pointee.opt.gravity.0 *= gravity
    model.pointee.opt.gravity.1 *= gravity
    model.pointee.opt.gravity.2 *= gravity
    var random = random(0)
    let friction = 1 + random.uniform(-self.friction...self.friction)
    for geom in 0..<Int(model.pointee.ngeom) { model.pointee.geom_friction[3 * geom] *= friction }
    for object in objects {
      let factor = 1 + random.uniform(-mass...mass)
      model.pointee.body_mass[object.body] *= factor
      for axis in 0..<3 { model.pointee.body_inertia[3 * object.body + axis] *= factor }
    }
    // Subtree masses and inverse weights follow from the masses.
    mj_setConst(model, data)
  }

  func movePlaces(_ state: SimulationState) {
    var random = random(1)
    for object in state.world.objects {
      if object.isHinged {
        state.nudge(object, by: turn * random.normal() * .pi / 180)
        continue
      }
      var pose = state.pose(of: object)
      pose[0] += position * random.normal()
      pose[1] += position * random.normal()
      let half = turn * random.normal() * .pi / 360
      let (w, x, y, z) = (pose[3], pose[4], pose[5], pose[6])
      let (c, s) = (cos(half), sin(half))
      pose[3...6] = [c * w - s * z, c * x - s * y, c * y + s * x, c * z + s * w]
      state.nudge(object, to: pose)
    }
  }

  func noisy(_ actions: [[Double]], actuators: [World.Actuator]) -> [[Double]] {
    var random = random(2)
    return actions.map { action in
      zip(action, actuators).map { value, actuator in
        let sigma = actuator.isSlide ? self.action / 100 : self.action
        return min(max(value + sigma * random.normal(), actuator.lower), actuator.upper)
      }
    }
  }
}
