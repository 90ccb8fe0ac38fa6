import COpenGL
import Diagnostics
import Media

/// The panes' images and textures, fetched and uploaded only when they change.
final class PaneStore {
  /// What decides about the panes' content.
  private struct Moment: Equatable {
    var generation: Int
    var frame: Int
    var sample: Int
    var difference: DifferenceMode
    var isSmooth: Bool
  }

  private var contents: [Pane: PaneContent] = [:]
  private var shown: Moment?

  static let differenceGain = 3.0

  subscript(pane: Pane) -> PaneContent? { contents[pane] }

  /// The width of a camera's images by their height, 1 where there are none.
  func aspect(camera: Int) -> Float {
    let images = Pane.Kind.allCases.compactMap { contents[Pane(camera: camera, kind: $0)]?.image }
    return images.first.map { Float($0.width) / Float($0.height) } ?? 1
  }

  /// Brings the textures up to what `state` shows.
  func update(_ state: ViewerState) {
    let moment = Moment(
      generation: state.generation, frame: state.playhead.frame, sample: state.sample, difference: state.difference,
      isSmooth: state.isSmooth)
    guard moment != shown, let source = state.source else { return }
    if moment.generation != shown?.generation { clear() }
    shown = moment
    for camera in source.cameras.indices { update(camera, of: source, state) }
  }

  private func update(_ camera: Int, of source: any FrameSource, _ state: ViewerState) {
    let frame = state.playhead.frame
    let truth = fetch("no truth") { try source.truth(camera: camera, frame: frame) }
    set(Pane(camera: camera, kind: .truth), truth, isSmooth: state.isSmooth)
    guard source.sampleCount > 0 else { return }
    var prediction = fetch("no prediction") {
      try source.prediction(sample: state.sample, camera: camera, frame: frame)
    }
    if prediction.image == nil, frame < source.contextLength {
      prediction = truth
      prediction.isGiven = true
    }
    set(Pane(camera: camera, kind: .prediction), prediction, isSmooth: state.isSmooth)
    set(Pane(camera: camera, kind: .difference), compare(prediction, truth, state.difference), isSmooth: state.isSmooth)
  }

  private func fetch(_ absence: String, _ image: () throws -> Image?) -> PaneContent {
    do {
      let image = try image()
      return PaneContent(texture: 0, image: image, note: image == nil ? absence : nil)
    } catch {
      return PaneContent(texture: 0, note: "\(error)")
    }
  }

  private func compare(_ prediction: PaneContent, _ truth: PaneContent, _ mode: DifferenceMode) -> PaneContent {
    guard let a = prediction.image, let b = truth.image else {
      return PaneContent(texture: 0, note: "nothing to compare")
    }
    guard a.width == b.width, a.height == b.height else {
      return PaneContent(texture: 0, note: "the sizes differ: \(a.width)×\(a.height), \(b.width)×\(b.height)")
    }
    return PaneContent(texture: 0, image: a.difference(from: b, mode: mode, gain: Self.differenceGain))
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
