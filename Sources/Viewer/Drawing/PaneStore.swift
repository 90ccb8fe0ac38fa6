import COpenGL
import Diagnostics
import Media

/// The panes' images and textures, fetched and uploaded only when they change.
final class PaneStore {
  /// What decides about the panes' content.
  private struct Moment: Equatable {
    var generation: Int
    var beside: Int?
    var frame: Int
    var sample: Int
    var difference: DifferenceMode
    var layout: ViewLayout
    var showsTruth: Bool
    var isSmooth: Bool
  }

  private var contents: [Pane: PaneContent] = [:]
  private var shown: Moment?
  private var space: (generation: Int, scene: SpaceScene)?

  static let differenceGain = 3.0
  /// Earlier frames under an onion skin, and the frames from one to the next.
  static let onionDepth = 3
  static let onionStep = 3

  subscript(pane: Pane) -> PaneContent? { contents[pane] }

  /// The width of a camera's images by their height, 1 where there are none.
  func aspect(camera: Int) -> Float {
    let images = contents.filter { $0.key.camera == camera }.values.compactMap(\.image)
    return images.first.map { Float($0.width) / Float($0.height) } ?? 1
  }

  /// What the view of the space is fitted to: looked up once a source, so that it does not jump while playing.
  func scene(of state: ViewerState) -> SpaceScene {
    if let space, space.generation == state.generation { return space.scene }
    guard let source = state.source else { return SpaceScene() }
    let scene = SpaceScene(source, frame: state.playhead.frame, paths: state.details.spacePaths)
    space = (state.generation, scene)
    return scene
  }

  /// Brings the textures up to what `state` shows.
  func update(_ state: ViewerState) {
    let moment = Moment(
      generation: state.generation, beside: state.beside?.generation, frame: state.playhead.frame, sample: state.sample,
      difference: state.difference,
      layout: state.layout, showsTruth: state.blinksTruth, isSmooth: state.isSmooth)
    guard moment != shown, let source = state.source else { return }
    if moment.generation != shown?.generation || moment.beside != shown?.beside || moment.layout != shown?.layout {
      clear()
    }
    shown = moment
    let maker = PaneMaker(source: source, state: state)
    for camera in source.cameras.indices {
      for (kind, content) in maker.contents(camera: camera) {
        set(Pane(camera: camera, kind: kind), content, isSmooth: state.isSmooth)
      }
    }
  }

  private func set(_ pane: Pane, _ content: PaneContent, isSmooth: Bool) {
    let texture = contents[pane]?.texture ?? orrery_texture_create()
    var content = content
    content.texture = texture
    if let image = content.image {
      orrery_texture_upload(texture, Int32(image.width), Int32(image.height), image.pixels)
      orrery_texture_set_smooth(texture, isSmooth)
    }
    contents[pane] = content
  }

  /// Frees the textures; to be called while the context is still current.
  func clear() {
    for content in contents.values { orrery_texture_delete(content.texture) }
    contents = [:]
    shown = nil
  }
}
