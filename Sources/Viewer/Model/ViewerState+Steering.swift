import Foundation

/// By key what the pointer does too.
extension ViewerState {
  mutating func steer(_ action: InputAction) {
    switch action {
    case .nudge(let steps) where layout == .space: orbit.apply(.orbit([Self.nudge * Float(steps), 0]))
    case .nudge(let steps): _ = apply(.wipe(wipe + Self.nudge * Float(steps)))
    case .near(let steps) where layout == .space: orbit.apply(.approach(Self.factor(steps)))
    case .near(let steps): zoom.magnify(by: Self.factor(steps), around: [0.5, 0.5])
    case .nextPlots: plotsPassed += 1
    case .nextOrder:
      let all = RunOrder.allCases
      let place = all.firstIndex(of: list.order) ?? 0
      list.apply(.orderRuns(all[(place + 1) % all.count]))
    default: break
    }
  }

  /// Of a picture's width, or of the window's height that turns the space half round.
  private static let nudge: Float = 0.05

  private static func factor(_ steps: Int) -> Float {
    pow(1.25, Float(min(max(steps, -20), 20)))
  }
}
