/// Which of the simulator's frames are drawn while somebody drives, so that drawing them leaves the model its cores.
///
/// The physics goes on at every action all the same; only pictures are left out, and the live scores of those frames.
struct TruthBudget {
  /// Seconds between actions; nil: there is no hurry and every frame is drawn.
  var interval: Double?
  /// The part of the time that drawing may take, unless that would leave out too many.
  private static let share = 0.25
  /// Actions in a row that may pass without a picture, however slow drawing is.
  private static let longest = 3
  /// Seconds of drawing that are due.
  private var credit = 0.0
  private var skipped = 0

  init() {}

  /// Whether the frame of the action that was just carried out is drawn.
  mutating func allows() -> Bool {
    guard let interval else { return true }
    credit = min(credit + interval * Self.share, interval * Self.share)
    // Sums of shares come out a little off.
    if credit > -1e-9 || skipped >= Self.longest {
      skipped = 0
      return true
    }
    skipped += 1
    return false
  }

  /// Takes down what drawing cost.
  mutating func spent(_ seconds: Double) {
    guard let interval else { return }
    credit = max(credit - seconds, -interval)
  }
}
