import Foundation
import Play
import Viewer

extension DriveView {
  /// A session's view as the window takes it.
  init(_ play: PlayView) {
    self.init()
    (title, cameras, rate, given) = (play.title, play.cameras, play.rate, play.given)
    (driver, frame, predictedFrame, branch) = (play.driver, play.frame, play.predictedFrame, play.branch)
    (truth, predicted, truthFrame) = (play.truth, play.predicted, play.truthFrame)
    compared = play.compared.map { ($0.frame, $0.truth, $0.predicted) }
    (lag, workSeconds, skillSecond, skillAll) = (play.lag, play.workSeconds, play.skillSecond, play.skillAll)
    mode =
      switch play.mode {
      case .driving: .driving
      case .paused: .paused
      case .looking: .looking
      }
    keys = play.keys.map { $0.rawValue.replacing("_", with: " ") }
    skills = play.skills.map { $0.map { Float($0) } ?? .nan }
    objectErrors = play.objectErrors.map { $0.map { Float($0) } ?? .nan }
    (objects, isScored) = (play.objects, play.isScored)
    branches = play.branches.map {
      Branch(id: $0.id, parent: $0.parent, start: $0.start, end: $0.end, isCurrent: $0.isCurrent)
    }
    action = play.action.map { ($0.name, $0.unit, $0.value, play.outside.contains($0.name)) }
    message = play.message.map { ($0.number, $0.text, $0.isError) }
  }
}

/// A running session as the source of a driving window.
final class PlayDriveSource: DriveSource {
  private let loop: PlayLoop
  private let end: Double?
  private var sticks = DriveSticks()

  /// - Parameter end: when to stop, seconds of the system's uptime; nil: when the loop does.
  init(_ loop: PlayLoop, end: Double?) { (self.loop, self.end) = (loop, end) }

  var view: DriveView { DriveView(loop.view) }
  var revision: Int { loop.revision }
  var answers: Int { loop.answers }
  var isOver: Bool { loop.isOver || end.map { ProcessInfo.processInfo.systemUptime >= $0 } ?? false }
  func key(_ name: String, isDown: Bool) { loop.key(name, isDown: isDown) }
  func releaseAll() { loop.releaseAll() }
  func takeWindowKeys() -> [String] { loop.takeWindowKeys() }
  func shown(_ view: DriveView) { loop.shown(branch: view.branch, frame: view.predictedFrame) }

  func sticks(_ new: DriveSticks) {
    guard new != sticks else { return }
    sticks = new
    loop.sticks(DriveIntent(tip: SIMD3(new.right, new.away, new.up), turn: new.turn, grip: new.grip))
  }
}
