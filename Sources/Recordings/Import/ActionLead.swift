/// How long a robot takes to do what it is told.
enum ActionLead {
  /// Seconds at most: what follows later follows something else.
  static let most = 0.5
  /// Seconds whose changes are compared. From one row to the next there is little but trembling: of a humanoid's arms at 30
  /// rows a second such changes put the lead at .1 to .23 s from episode to episode, those of .2 s at .27 to .3.
  static let span = 0.2

  /// Seconds from targets to the states that follow them: the shift at which their changes differ least; 0 where they
  /// are not of the same things, or too few to tell.
  static func seconds(_ actions: [[Float]], _ states: [[Float]], period: Double) -> Double {
    guard let width = actions.first?.count, width == states.first?.count, period > 0 else { return 0 }
    let rows = min(actions.count, states.count)
    guard rows >= 8 else { return 0 }
    let step = Int(max(1, min(span / period, Double(rows / 4)).rounded()))
    let errors = (0...Int(min(most / period, Double(rows / 2)))).map { shift in
      let moments = step..<max(step, rows - shift)
      let sum = moments.reduce(0.0) { sum, row in
        let (to, from) = (states[row + shift], states[row + shift - step])
        return (0..<width).reduce(sum) {
          $0 + Double(abs(actions[row][$1] - actions[row - step][$1] - (to[$1] - from[$1])))
        }
      }
      return sum / Double(max(1, moments.count))
    }
    let least = errors.min() ?? 0
    return Double(errors.firstIndex { $0 == least } ?? 0) * period
  }
}
