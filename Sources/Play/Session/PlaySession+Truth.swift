import Scenarios
import Simulation

/// What the simulator's cameras see, as far as there is time to draw it.
extension PlaySession {
  /// Previews may take fewer steps from now on, and not every frame of truth is drawn, so that the model keeps up with
  /// actions that come so many seconds apart.
  func hurry(interval: Double) {
    truthBudget.interval = interval
    worker.post(.hurry(interval))
  }

  /// Whether the simulator's pictures show the present moment.
  private var isTruthCurrent: Bool { shown.frame == frame && shown.live.physics == live.physics }

  /// Draws what the simulator's cameras see at the present frame, unless that is there already.
  func drawTruth() throws {
    if !isTruthCurrent { shown = (try live.frame(), frame) }
  }

  /// Draws and scores a frame that was left out, once there is time.
  func catchUp() throws {
    if !isTruthCurrent { try judge() }
  }

  /// Shows the model's thread what really happened, to hold its prediction against.
  func judge() throws {
    let begin = ContinuousClock.now
    try drawTruth()
    truthBudget.spent(begin.duration(to: .now).seconds)
    worker.post(.judge(branch: tree.current, frame: frame, moment: try shown.live.moment(of: origin.world)))
  }
}
