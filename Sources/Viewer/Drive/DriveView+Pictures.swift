import Media

extension DriveView {
  /// Whether the moment shown is one that the model was given: then truth stands for its prediction.
  var isGiven: Bool { frame < given }

  /// What a pane shows of a camera; nil where the model has not predicted this moment of this branch yet.
  func picture(_ camera: Int, _ pane: DrivePane) -> Image? {
    switch pane {
    case .model: predicted.indices.contains(camera) ? predicted[camera] : isGiven ? truth[camera] : nil
    case .simulator: truth[camera]
    case .overlaid: comparison(camera, .blend)
    case .difference: comparison(camera, .magnitude)
    }
  }

  /// Whether what a pane shows for the model's is what it was given.
  func showsGiven(_ pane: DrivePane) -> Bool {
    switch pane {
    case .model: isGiven && predicted.isEmpty
    case .simulator: false
    case .overlaid, .difference: isGiven && compared == nil
    }
  }

  private func comparison(_ camera: Int, _ mode: DifferenceMode) -> Image? {
    guard let compared, compared.truth.indices.contains(camera), compared.predicted.indices.contains(camera) else {
      guard isGiven else { return nil }
      return truth[camera].difference(from: truth[camera], mode: mode, gain: PaneStore.differenceGain)
    }
    return compared.predicted[camera].difference(
      from: compared.truth[camera], mode: mode, gain: PaneStore.differenceGain)
  }

  /// Seconds since the moment that a pane shows; nil where that is not told: the model's own delay stands elsewhere.
  func age(of pane: DrivePane) -> Double? {
    switch pane {
    case .model: nil
    case .simulator: Double(frame - truthFrame) / rate
    case .overlaid, .difference: compared.map { Double(frame - $0.frame) / rate }
    }
  }

  /// Whether the model has answered anything of what is shown.
  var isAnswered: Bool { workSeconds > 0 }
}
