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

  /// Nil where there is nothing to show.
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

  private func upload(_ camera: Int, _ pane: DrivePane, _ image: Image?, isSmooth: Bool) {
    let slot = Slot(camera: camera, pane: pane)
    guard let image else {
      if let old = textures.removeValue(forKey: slot) { orrery_texture_delete(old) }
      return
    }
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
