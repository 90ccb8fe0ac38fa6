import Diagnostics

/// How many numbers most episodes have in a row: one contract is made for all, and no single file may speak for them.
struct WidthCensus: Sendable {
  struct Widths: Sendable {
    var actions: Int
    /// 0 where the episode has none.
    var states: Int
  }

  /// 0 where no episode can be read.
  let actions: Int
  /// Of those that have the common width of actions and any states; 0 where none has.
  let states: Int

  /// - Parameter all: the readable episodes', in their order.
  init(_ all: [Widths]) {
    let common = all.map(\.actions).mostCommon ?? 0
    actions = common
    states = all.filter { $0.actions == common && $0.states > 0 }.map(\.states).mostCommon ?? 0
  }

  /// - Throws: `UserError` for an episode whose rows are of another width than most.
  func refuseStranger(_ own: Widths, at place: String) throws {
    guard own.actions == actions else {
      throw UserError("has \(own.actions) numbers in its actions, most episodes have \(actions)", at: place)
    }
    guard own.states == 0 || own.states == states else {
      throw UserError("has \(own.states) numbers in its states, most episodes have \(states)", at: place)
    }
  }
}
