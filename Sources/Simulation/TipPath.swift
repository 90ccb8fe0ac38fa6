import Foundation

/// A stop on the tool's way.
struct Waypoint {
  var pose: ArmPose
  /// Seconds from the stop before.
  var duration: Double
}

/// A way of the tool through stops, straight between them, with minimum-jerk speed: at rest at every stop.
struct TipPath {
  private let start: ArmPose
  private let stops: [Waypoint]
  let duration: Double

  init(from start: ArmPose, _ stops: [Waypoint]) {
    self.start = start
    self.stops = stops
    duration = stops.map(\.duration).reduce(0, +)
  }

  var end: ArmPose { stops.last?.pose ?? start }

  func pose(at time: Double) -> ArmPose {
    var (from, rest) = (start, time)
    for stop in stops {
      if rest < stop.duration { return Self.blend(from, stop.pose, Self.minimumJerk(rest / stop.duration)) }
      rest -= stop.duration
      from = stop.pose
    }
    return from
  }

  /// Flash and Hogan (1985): 10 s³ − 15 s⁴ + 6 s⁵.
  static func minimumJerk(_ s: Double) -> Double { s * s * s * (10 + s * (6 * s - 15)) }

  static func blend(_ a: ArmPose, _ b: ArmPose, _ s: Double) -> ArmPose {
    ArmPose(
      tip: a.tip + (b.tip - a.tip) * s, roll: a.roll + (b.roll - a.roll) * s,
      gripper: a.gripper + (b.gripper - a.gripper) * s)
  }
}

/// Collects stops, giving each the time that tip, roll and fingers need.
struct PathBuilder {
  private(set) var stops: [Waypoint] = []
  private var last: ArmPose
  /// Mean speed of the tip, m/s.
  let speed: Double

  init(from start: ArmPose, speed: Double) {
    last = start
    self.speed = speed
  }

  mutating func move(to tip: SIMD3<Double>, roll: Double? = nil, gripper: Double? = nil, slower: Double = 1) {
    let pose = ArmPose(tip: tip, roll: roll ?? last.roll, gripper: gripper ?? last.gripper)
    // The joints follow to a few millimetres at 1.8 rad/s of roll and 0.1 m/s of the fingers.
    let times = [
      distance(tip, last.tip) / (speed * slower), abs(pose.roll - last.roll) / 1.8,
      abs(pose.gripper - last.gripper) / 0.1,
    ]
    stops.append(Waypoint(pose: pose, duration: max(0.15, times.max() ?? 0)))
    last = pose
  }

  mutating func wait(_ seconds: Double) {
    if seconds > 0 { stops.append(Waypoint(pose: last, duration: seconds)) }
  }

  /// Opens or closes on the spot, and gives the grip a moment to set.
  mutating func grip(_ gripper: Double) {
    move(to: last.tip, gripper: gripper)
    wait(0.15)
  }
}
