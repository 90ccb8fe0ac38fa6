import Foundation
import Media
import Scenarios
import Scoring
import Simulation

extension PlaySession {
  /// What a window shows now; the model's part is what it has answered so far.
  public func view() -> PlayView {
    var view = PlayView(
      title: origin.title, cameras: origin.scenario.cameras, rate: origin.world.rate, given: origin.given, mode: mode,
      driver: policy?.name ?? script?.name ?? "hand", frame: frame, truthFrame: shown.frame,
      predictedFrame: origin.given - 1,
      branch: tree.current,
      truth: shown.live.views.map { Image(width: $0.width, height: $0.height, pixels: $0.rgb) }, predicted: [],
      keys: keys.active, lag: 0, workSeconds: 0, skills: [], objectErrors: [], skillSecond: nil, skillAll: nil,
      objects: shown.live.objects.map { ($0.name, nil) }, branches: tree.lines, outside: outside(of: action),
      action: action,
      message: board.message)
    view.refresh(from: board)
    return view
  }

  /// Tells whoever drives.
  func say(_ text: String, isError: Bool = false) { board.say(text, isError: isError) }

  /// Dimensions in which an action lies outside what the model was trained on.
  private func outside(of action: [(name: String, unit: String, value: Float)]) -> [String] {
    zip(contract.dimensions, action).compactMap { dimension, shown in
      shown.value < Float(dimension.q01) || shown.value > Float(dimension.q99) ? dimension.name : nil
    }
  }

  private var action: [(name: String, unit: String, value: Float)] {
    guard frame > 0, tree.branch.actions.indices.contains(frame - 1) else { return [] }
    return zip(contract.dimensions, tree.branch.actions[frame - 1]).map { ($0.name, $0.unit, $1) }
  }
}

extension PlayView {
  /// Takes over what the model has answered since.
  mutating func refresh(from board: PlayBoard) {
    if let news = board.news, news.branch == branch, mode != .looking || news.frame == frame {
      predicted = news.clips.map(\.picture)
      (predictedFrame, workSeconds) = (news.frame, news.seconds)
    }
    compared = sameMoment(board)
    // One frame is on its way: that is no delay.
    lag = mode == .driving ? Double(max(0, frame - predictedFrame - 1)) / rate : 0
    take(board.scores(of: branch))
    message = board.message
  }

  /// Both sides' present pictures where they show one moment; otherwise the newest moment that both have shown.
  private func sameMoment(_ board: PlayBoard) -> SameMoment? {
    if !predicted.isEmpty, truthFrame == predictedFrame {
      return SameMoment(frame: truthFrame, truth: truth, predicted: predicted)
    }
    guard mode != .looking, let judged = board.judged, judged.branch == branch else { return nil }
    return judged.shown
  }

  private mutating func take(_ scores: [Int: FrameScore]) {
    let last = max(given - 1, min(frame, scores.keys.max() ?? frame))
    let known = (given..<max(given, last + 1)).map { scores[$0] }
    skills = known.map { $0.flatMap { LiveScore.Skill.pooled([$0.skill]) } }
    objectErrors = known.map { $0?.objectError }
    skillAll = LiveScore.Skill.pooled(known.compactMap { $0?.skill })
    skillSecond = LiveScore.Skill.pooled(known.suffix(Int(rate.rounded())).compactMap { $0?.skill })
    guard let now = scores[min(frame, last)] else { return }
    isScored = true
    for o in objects.indices where now.objects.indices.contains(o) { objects[o].error = now.objects[o] }
  }
}
