import Diagnostics
import Scenarios
import Scoring

/// What the model's thread works on: one rollout that follows the branches, and the chunks that each branch consists of.
final class ModelDesk {
  private let rollout: LiveRollout
  private let score: LiveScore
  private let board: PlayBoard
  /// The frames that were given: the first predicted frame's number.
  private let given: Int
  private var budget = PreviewBudget()
  private var chunks: [Int: [LiveRollout.Chunk]] = [0: []]
  /// Truth and prediction by branch and frame, until they are held against each other.
  private var moments: [Int: [Int: Truth]] = [:]
  private var pictures: [Int: [Int: [Clip]]] = [:]

  init(_ rollout: LiveRollout, score: LiveScore, given: Int, board: PlayBoard) {
    (self.rollout, self.score, self.given, self.board) = (rollout, score, given, board)
  }

  /// Frames of a chunk.
  var group: Int { rollout.group }

  func carryOut(_ order: ModelOrder) throws {
    switch order {
    case .fork(let branch, let parent, let frame):
      // Chunks that had ended by that frame are shared; the one under way is made anew.
      let whole = max(0, frame - given + 1) / rollout.group
      chunks[branch] = Array((chunks[parent] ?? []).prefix(whole))
      board.fork(branch, from: parent, upTo: frame)
    case .drive(let branch, let actions):
      try drive(branch, actions)
    case .hurry(let interval):
      budget.interval = interval
    case .judge(let branch, let frame, let moment):
      moments[branch, default: [:]][frame] = moment
      judge(branch, frame)
    case .show(let branch, let frame, let actions):
      try show(branch, frame, actions)
    case .recall(let branch, let frame, let answer):
      try answer(try recall(branch, frame))
    }
  }

  private func drive(_ branch: Int, _ actions: [[Float]]) throws {
    rollout.rewind(to: chunks[branch] ?? [])
    while true {
      let done = rollout.committed.count * rollout.group
      let under = actions[done...].prefix(rollout.group)
      guard !under.isEmpty else { return }
      let begin = ContinuousClock.now
      let (newest, isWhole) = (under.count - 1, under.count == rollout.group)
      let steps = isWhole ? rollout.steps : budget.steps(of: rollout.steps)
      let forecast = try rollout.predict(Array(under), steps: steps)
      budget.spent(begin.duration(to: .now).seconds, steps: steps)
      publish(forecast, branch, newest, since: begin)
      keep(forecast, branch, isWhole ? 0...newest : newest...newest)
      guard isWhole else { return }
      rollout.commit(forecast)
      chunks[branch] = rollout.committed
      forget(branch)
    }
  }

  private var firstFrame: Int { given + rollout.committed.count * rollout.group }

  private func publish(
    _ forecast: LiveRollout.Forecast, _ branch: Int, _ index: Int, since begin: ContinuousClock.Instant
  ) {
    board.post(
      ModelNews(
        branch: branch, frame: firstFrame + index, clips: forecast.clips.map { $0[index..<(index + 1)] },
        seconds: begin.duration(to: .now).seconds))
  }

  private func keep(_ forecast: LiveRollout.Forecast, _ branch: Int, _ frames: ClosedRange<Int>) {
    for index in frames {
      pictures[branch, default: [:]][firstFrame + index] = forecast.clips.map { $0[index..<(index + 1)] }
      judge(branch, firstFrame + index)
    }
  }

  /// Scores a frame once both truth and prediction are there.
  private func judge(_ branch: Int, _ frame: Int) {
    guard let moment = moments[branch]?[frame], let clips = pictures[branch]?[frame] else { return }
    board.post(
      FrameScore(skill: score.skill(of: clips, at: moment), objects: score.objectErrors(of: clips, at: moment)),
      of: JudgedMoment(branch: branch, frame: frame, truth: moment.views.map(\.clip), predicted: clips))
  }

  /// Truth may come a little after its prediction.
  private func forget(_ branch: Int) {
    let oldest = firstFrame - 2 * rollout.group
    moments[branch] = moments[branch]?.filter { $0.key >= oldest }
    pictures[branch] = pictures[branch]?.filter { $0.key >= oldest }
  }

  private func show(_ branch: Int, _ frame: Int, _ actions: [[Float]]) throws {
    guard frame >= given else { return }
    let begin = ContinuousClock.now
    let all = chunks[branch] ?? []
    let (place, index) = (frame - given).quotientAndRemainder(dividingBy: rollout.group)
    var clips: [Clip]
    if all.indices.contains(place) {
      clips = try rollout.frames(of: all[place], after: place > 0 ? all[place - 1] : nil)
    } else {
      // Of the chunk under way.
      rollout.rewind(to: all)
      let under = actions.dropFirst(all.count * rollout.group).prefix(rollout.group)
      guard place == all.count, !under.isEmpty else { return }
      clips = try rollout.predict(Array(under)).clips
    }
    clips = clips.map { $0[index..<(index + 1)] }
    board.post(ModelNews(branch: branch, frame: frame, clips: clips, seconds: begin.duration(to: .now).seconds))
  }

  private func recall(_ branch: Int, _ frame: Int) throws -> [Clip] {
    let all = chunks[branch] ?? []
    let first = max(0, frame - given) / rollout.group
    let parts = try all.indices.dropFirst(first).map { place in
      try rollout.frames(of: all[place], after: place > 0 ? all[place - 1] : nil)
    }
    return try (parts.first ?? []).indices.map { camera in try Clip.joined(parts.map { $0[camera] }) }
  }
}
