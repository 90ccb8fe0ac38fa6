import Episodes
import Foundation

/// A smooth random walk in joint space: a uniform cubic B-spline through random control points.
///
/// The spline stays within its control points' hull, so limits hold everywhere; stretches whose tip would leave the
/// workspace or come below 2 cm are drawn again.
public struct RandomPolicy: Policy {
  /// Actions per stretch: control points come at 2.5 Hz, so the motion has little above 1 Hz.
  private static let stretch = 4
  /// The tip stays above this, metres; a start below it is allowed to be the lowest point itself.
  private var lowest = 0.025
  private let kinematics: ArmKinematics
  private let workspace = Workspace()
  private var controls: [[Double]] = []
  private var step = 0

  public init(_ kinematics: ArmKinematics) { self.kinematics = kinematics }

  public mutating func action(_ state: SimulationState, random: inout EpisodeRandom) -> [Double] {
    // Three equal points: it starts at rest where the arm is.
    if controls.isEmpty {
      controls = Array(repeating: state.control, count: 3)
      lowest = min(lowest, kinematics.tip(state.control).z - 0.001)
    }
    if step % Self.stretch == 0 { extend(&random) }
    step += 1
    let phase = Double((step - 1) % Self.stretch + 1) / Double(Self.stretch)
    return Self.spline(controls, phase)
  }

  private mutating func extend(_ random: inout EpisodeRandom) {
    if controls.count == 4 { controls.removeFirst() }
    for attempt in 0..<60 {
      // Smaller steps where large ones kept leaving the workspace.
      let next = draw(near: controls[2], scale: attempt < 30 ? 1 : 0.4, &random)
      if isAllowed(controls + [next]) {
        controls.append(next)
        return
      }
    }
    controls.append(controls[2])
  }

  private func draw(near last: [Double], scale: Double, _ random: inout EpisodeRandom) -> [Double] {
    let reach = SIMD3(random.uniform(0.14...0.37), random.uniform(-0.22...0.22), random.uniform(0.04...0.22))
    let pose = ArmPose(tip: reach, roll: random.uniform(-1.5...1.5), gripper: random.uniform(0...0.034))
    var goal = kinematics.nearestTargets(pose)
    goal[3] += random.uniform(-0.5...0.5)
    let steps = [0.20, 0.15, 0.20, 0.25, 0.40, 0.008]
    return zip(zip(last, goal), zip(steps, kinematics.limits)).map { ends, bounds in
      let step = bounds.0 * scale
      let value = ends.0 + min(max(ends.1 - ends.0, -step), step)
      return min(max(value, bounds.1.lowerBound), bounds.1.upperBound)
    }
  }

  private func isAllowed(_ controls: [[Double]]) -> Bool {
    // The last stretch of a point's influence ends on itself, so that stopping there stays possible.
    let ahead = [
      controls, Array(controls.dropFirst()) + [controls[3]], [controls[2], controls[3], controls[3], controls[3]],
    ]
    return ahead.allSatisfy { points in
      (1...Self.stretch).allSatisfy { step in
        let targets = Self.spline(points, Double(step) / Double(Self.stretch))
        let tip = kinematics.tip(targets)
        return tip.z > lowest && kinematics.wristHeight(targets) > 0.07 && workspace.allows(tip: tip)
      }
    }
  }

  /// The uniform cubic B-spline of four points at u in 0…1.
  static func spline(_ p: [[Double]], _ u: Double) -> [Double] {
    let weights = [
      (1 - u) * (1 - u) * (1 - u), 3 * u * u * u - 6 * u * u + 4, -3 * u * u * u + 3 * u * u + 3 * u + 1, u * u * u,
    ].map { $0 / 6 }
    return p[0].indices.map { i in (0..<4).reduce(0) { $0 + weights[$1] * p[$1][i] } }
  }
}
