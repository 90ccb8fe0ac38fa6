import Foundation
import Scenarios
import Synchronization

/// Where the session's thread and the model's put what they have, and the window's takes it from.
final class PlayBoard: Sendable {
  private struct Content {
    var news: ModelNews?
    var answers = 0
    var scores: [Int: [Int: FrameScore]] = [:]
    var judged: JudgedMoment?
    var latency = LatencyLog()
    var message: PlayMessage?
    var revision = 0
    var work: [Double] = []
  }

  private static let keptWork = 5000
  private let content = Mutex(Content())

  func post(_ news: ModelNews) {
    content.withLock { board in
      board.news = news
      board.answers += 1
      board.work.append(news.seconds)
      if board.work.count > 2 * Self.keptWork { board.work.removeFirst(Self.keptWork) }
      board.revision += 1
    }
  }

  func post(_ score: FrameScore, of moment: JudgedMoment) {
    content.withLock { board in
      board.scores[moment.branch, default: [:]][moment.frame] = score
      board.judged = moment
      board.revision += 1
    }
  }

  /// Seconds that the model's newest answers took.
  var work: [Double] { content.withLock { $0.work } }

  /// Grows whenever something else is to be shown.
  var revision: Int { content.withLock { $0.revision } }

  /// How often the model has answered.
  var answers: Int { content.withLock { $0.answers } }

  /// The session's own part has changed.
  func revise() { content.withLock { $0.revision += 1 } }

  /// A branch begins with its parent's scores.
  func fork(_ branch: Int, from parent: Int, upTo frame: Int) {
    content.withLock { board in
      board.scores[branch] = board.scores[parent]?.filter { $0.key <= frame } ?? [:]
    }
  }

  func say(_ text: String, isError: Bool) {
    content.withLock { board in
      board.message = PlayMessage(number: (board.message?.number ?? 0) + 1, text: text, isError: isError)
      board.revision += 1
    }
  }

  var message: PlayMessage? { content.withLock { $0.message } }

  /// The model's newest answer.
  var news: ModelNews? { content.withLock { $0.news } }

  /// The newest moment that both the simulator and the model have shown.
  var judged: JudgedMoment? { content.withLock { $0.judged } }

  /// A branch's scores by frame.
  func scores(of branch: Int) -> [Int: FrameScore] { content.withLock { $0.scores[branch] ?? [:] } }

  func pressed(at time: Double, branch: Int, frame: Int) {
    content.withLock { $0.latency.pressed(at: time, branch: branch, frame: frame) }
  }

  func shown(branch: Int, frame: Int, at time: Double) {
    content.withLock { $0.latency.shown(branch: branch, frame: frame, at: time) }
  }

  var latency: LatencyLog { content.withLock { $0.latency } }
}
