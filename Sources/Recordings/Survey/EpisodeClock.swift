/// Where an episode's clock begins.
enum EpisodeClock {
  /// Seconds to take from every row's time so that the first stands at the episode's start.
  ///
  /// - Returns: 0 for a clock that begins near there: a table may lack as many rows as a camera may lack pictures.
  static func offset(_ seconds: [Double]) -> Double {
    let near = (Double(PicturePairing.allowance) + 0.5) * ClockUnit.period(seconds)
    guard let first = seconds.first, first.isFinite, abs(first) > near else { return 0 }
    return first
  }
}
