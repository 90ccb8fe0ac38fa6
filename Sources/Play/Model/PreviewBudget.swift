/// How many Euler steps a preview may take, so that the model keeps step with the robot.
///
/// Chunks that are committed always take all of them, so what is decided depends on no clock.
struct PreviewBudget {
  /// Seconds between actions; nil: there is no hurry.
  var interval: Double?
  /// Decoding and the rest cost about as much as this many steps.
  private static let overhead = 2.0
  /// A chunk's last answer takes all its steps and commits it; the simulator, scores and pictures share the cores.
  private static let share = 0.4
  private var secondsPerStep: Double?

  init() {}

  /// Takes down what an answer cost.
  mutating func spent(_ seconds: Double, steps: Int) {
    let now = seconds / (Double(steps) + Self.overhead)
    secondsPerStep = secondsPerStep.map { 0.7 * $0 + 0.3 * now } ?? now
  }

  /// Steps of the next preview, at most `most`.
  func steps(of most: Int) -> Int {
    guard let interval, let secondsPerStep, secondsPerStep > 0 else { return most }
    let affordable = interval * Self.share / secondsPerStep - Self.overhead
    return min(most, max(1, Int(min(affordable, 1e6))))
  }
}
