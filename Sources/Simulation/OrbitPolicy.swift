import Diagnostics
import Episodes

/// Moves a camera rig about smoothly: a uniform cubic B-spline through control points a quarter of a second apart.
///
/// Each control point goes on from the last step with a random change, so that the rig travels instead of trembling.
/// The spline stays within its control points' hull, so it never leaves the start ranges of the joints.
public struct OrbitPolicy: Policy {
  /// Of a joint's range, a second, where the rig goes at its usual speed.
  private static let usualPace = 0.3
  /// How much of a step the next one keeps.
  private static let persistence = 0.6

  private let limits: [ClosedRange<Double>]
  private let stretch: Int
  /// Seconds from one control point to the next.
  private let interval: Double
  private let speed: Double?
  private var paces: [Double] = []
  private var steps: [Double] = []
  private var controls: [[Double]] = []
  private var step = 0

  /// - Parameter speed: the pace of the rig's first joint, rad/s; nil: drawn about the usual one.
  /// - Throws: a `UserError` where the world's actuators move something else than cameras.
  init(_ world: World, speed: Double?) throws {
    try Self.validate(world)
    limits = world.actuators.map { actuator in
      world.starts?.joints[actuator.name]?.hull ?? actuator.lower...actuator.upper
    }
    stretch = max(2, Int((world.rate / 4).rounded()))
    interval = Double(stretch) / world.rate
    self.speed = speed
  }

  static func validate(_ world: World) throws {
    guard !world.actuators.isEmpty, world.actuators.allSatisfy(\.movesCamera) else {
      throw UserError(
        "orbit moves cameras, and this world's actuators do not move cameras alone", at: world.source,
        fix: "Choose a world with a camera rig, such as scenarios/camera/table.xml")
    }
  }

  public mutating func action(_ state: SimulationState, random: inout EpisodeRandom) -> [Double] {
    if controls.isEmpty { begin(state.control, &random) }
    if step % stretch == 0 { extend(&random) }
    step += 1
    return RandomPolicy.spline(controls, Double((step - 1) % stretch + 1) / Double(stretch))
  }

  /// It sets off at once, in a random direction: two control points lie on the start, the third a step away.
  private mutating func begin(_ start: [Double], _ random: inout EpisodeRandom) {
    let widths = limits.map { $0.upperBound - $0.lowerBound }
    let pace = random.uniform(0.6...1.4) * Self.usualPace
    let factor = speed.map { $0 / max(1e-6, pace * widths[0]) } ?? 1
    paces = widths.map { $0 * pace * factor * interval }
    steps = paces.map { $0 * random.pick([-1.0, 1.0]) * random.uniform(0.7...1) }
    controls = [start, start, start]
  }

  private mutating func extend(_ random: inout EpisodeRandom) {
    if controls.count == 4 { controls.removeFirst() }
    let last = controls[2]
    controls.append(
      last.indices.map { joint in
        let fresh = paces[joint] * random.uniform(-1...1)
        var next = Self.persistence * steps[joint] + (1 - Self.persistence) * fresh
        // The first joint carries the view around and keeps its pace; near a limit each turns back.
        if joint == 0 { next = paces[0] * (steps[0] < 0 ? -1 : 1) * random.uniform(0.8...1) }
        if !limits[joint].contains(last[joint] + next) { next = -next }
        let value = min(max(last[joint] + next, limits[joint].lowerBound), limits[joint].upperBound)
        steps[joint] = value - last[joint]
        return value
      })
  }
}
