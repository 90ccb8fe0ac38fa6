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
    let predicted = predicted.indices.contains(camera) ? predicted[camera] : real
    switch pane {
    case .model: return predicted
    case .simulator: return real
    case .overlaid: return predicted.difference(from: real, mode: .blend)
    case .difference: return predicted.difference(from: real, mode: .magnitude, gain: PaneStore.differenceGain)
    }
  }
}
