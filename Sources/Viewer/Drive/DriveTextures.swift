import COpenGL
import Media

/// The driving window's textures, uploaded only when their pictures change.
final class DriveTextures {
  private struct Slot: Hashable {
    var camera: Int
    var pane: DrivePane
  }

  private struct Moment: Equatable {
    var branch: Int
    var frame: Int
    var truth: Int
    var predicted: Int
    var compared: Int?
    var hasPrediction: Bool
    var layout: DriveLayout
    var isSwapped: Bool
    var isSmooth: Bool
  }

  private var textures: [Slot: UInt32] = [:]
  private var shown: Moment?

  func texture(camera: Int, _ pane: DrivePane) -> UInt32? { textures[Slot(camera: camera, pane: pane)] }

  func update(_ view: DriveView, _ state: DriveState) {
    let moment = Moment(
      branch: view.branch, frame: view.frame, truth: view.truthFrame, predicted: view.predictedFrame,
      compared: view.compared?.frame,
      hasPrediction: !view.predicted.isEmpty, layout: state.layout, isSwapped: state.isSwapped, isSmooth: state.isSmooth
    )
    guard moment != shown else { return }
    shown = moment
    for pane in state.layout.columns(swapped: state.isSwapped) {
      for camera in view.truth.indices { upload(camera, pane, view.picture(camera, pane), isSmooth: state.isSmooth) }
    }
  }

  private func upload(_ camera: Int, _ pane: DrivePane, _ image: Image, isSmooth: Bool) {
    let slot = Slot(camera: camera, pane: pane)
    let texture = textures[slot] ?? orrery_texture_create()
    textures[slot] = texture
    orrery_texture_upload(texture, Int32(image.width), Int32(image.height), image.pixels)
    orrery_texture_set_smooth(texture, isSmooth)
  }

  /// Frees the textures; to be called while the context is still current.
  func clear() {
    for texture in textures.values { orrery_texture_delete(texture) }
    textures = [:]
    shown = nil
  }
}

extension DriveView {
  /// What a pane shows of a camera; before the model's first answer that is what it was given.
  func picture(_ camera: Int, _ pane: DrivePane) -> Image {
    let real = truth[camera]
    switch pane {
    case .model: return predicted.indices.contains(camera) ? predicted[camera] : real
    case .simulator: return real
    case .overlaid: return comparison(camera, .blend)
    case .difference: return comparison(camera, .magnitude)
    }
  }

  private func comparison(_ camera: Int, _ mode: DifferenceMode) -> Image {
    guard let compared, compared.truth.indices.contains(camera), compared.predicted.indices.contains(camera) else {
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
}
