import Episodes

/// Frames of an episode as if it had gone faster, slower or backwards: what the robot is told and what it then shows go
/// together as they did, in motions that nobody recorded.
extension Resampler {
  /// Kinds that say where to be: they mean the same at any speed, as a step or a velocity does not.
  static let targets: Set<ActionContract.Kind> = [.jointPosition, .endEffectorPose, .gripper, .cameraMotion]

  /// The frames from `offset` seconds after the first row, or backwards from before the last.
  ///
  /// A frame's action is a target that is reached by the next frame or later: `lead` seconds before the state follows,
  /// whatever the speed. So with d the seconds from a frame to its action at the recording's own speed, the frame from
  /// time t is told what the recording said at t + speed (d + lead) - lead; where there is none, the first or last target.
  ///
  /// - Parameters:
  ///   - speed: times the recording's own, not 0; negative: backwards.
  ///   - lead: seconds from a target to the state that follows it.
  func steps(times: [Double], period: Double, speed: Double, lead: Double, offset: Double = 0) -> [Step] {
    let piece = longestPiece(times, period)
    guard let end = piece.last else { return [] }
    let toAction = speed * (1 / rate - period + lead) - lead
    let (first, last) = (times[piece.lowerBound], times[end])
    // A frame may be missing half a row's time at its end, as at the recording's own speed.
    let length = (last - first - offset + period / 4) * rate / abs(speed)
    guard length >= 0 else { return [] }
    return (0...Int(min(length, Double(Self.most * piece.count)))).map { k in
      let since = offset + Double(k) * abs(speed) / rate
      let time = speed > 0 ? first + since : last - since
      let action = nearest(time + toAction, times, piece)
      return Step(row: nearest(time, times, piece), actions: action..<(action + 1))
    }
  }

  /// Starting points that differ within the time of a frame.
  func phases(_ phases: Int, period: Double, speed: Double) -> Int {
    max(1, min(phases, Int((abs(speed) / (rate * period)).rounded())))
  }

  private func nearest(_ time: Double, _ times: [Double], _ rows: Range<Int>) -> Int {
    var (low, high) = (rows.lowerBound, rows.upperBound - 1)
    while low + 1 < high {
      let middle = (low + high) / 2
      if times[middle] <= time { low = middle } else { high = middle }
    }
    return abs(times[high] - time) < abs(times[low] - time) ? high : low
  }
}
