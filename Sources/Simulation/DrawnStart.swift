/// How one episode starts in a world with start ranges.
struct DrawnStart: Sendable {
  struct Thing: Sendable {
    var body: StartBody
    var place: SIMD3<Double>
    var rotation: Rotation
    /// m/s in the world's axes.
    var velocity: SIMD3<Double> = .zero
    /// rad/s in the world's axes.
    var spin: SIMD3<Double> = .zero
    /// Factor of the file's lengths.
    var size: Double
    /// Radians and rad/s, of a thing that hangs on a hinge.
    var angle: Double = 0
    var angleRate: Double = 0

    /// The height of its upper side above its origin, metres.
    var top: Double { body.top * size }
  }

  var things: [Thing]
  /// Things of the world that this episode is without.
  var absent: [StartBody]
  /// Starting targets of the actuators, radians or metres.
  var joints: [Double]
}
