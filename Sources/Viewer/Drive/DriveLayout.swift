/// How the model's pictures and the simulator's share the window.
enum DriveLayout: CaseIterable {
  case sideBySide
  /// Half and half, one over the other.
  case overlaid
  case difference
  case model
  case simulator

  var title: String {
    switch self {
    case .sideBySide: "Side by side"
    case .overlaid: "Overlaid"
    case .difference: "Difference"
    case .model: "Model alone"
    case .simulator: "Simulator alone"
    }
  }

  var next: DriveLayout {
    let all = Self.allCases
    return all[((all.firstIndex(of: self) ?? 0) + 1) % all.count]
  }

  /// What stands in each column.
  func columns(swapped: Bool) -> [DrivePane] {
    switch self {
    case .sideBySide: swapped ? [.simulator, .model] : [.model, .simulator]
    case .overlaid: [.overlaid]
    case .difference: [.difference]
    case .model: [swapped ? .simulator : .model]
    case .simulator: [swapped ? .model : .simulator]
    }
  }
}

/// One kind of picture.
enum DrivePane: Hashable {
  case model, simulator, overlaid, difference

  var title: String {
    switch self {
    case .model: "Model"
    case .simulator: "Simulator"
    case .overlaid: "Model over simulator"
    case .difference: "Difference"
    }
  }
}
