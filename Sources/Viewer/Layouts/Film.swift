import Diagnostics
import Media

/// How a film is stored.
public enum FilmKind: String, CaseIterable, Sendable {
  case mp4, gif

  var format: VideoFormat { self == .mp4 ? .h264() : .gif }

  /// - Throws: `UserError` where the file's ending names neither.
  public init(path: String) throws {
    let ending = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
    guard let kind = FilmKind(rawValue: ending) else {
      throw UserError("films are not written to this kind of file", at: path, fix: "Give .mp4 or .gif")
    }
    self = kind
  }
}

/// The panes of every frame, a row a camera, without the window around them.
struct Film {
  let source: any FrameSource
  let state: ViewerState
  /// Each pixel becomes a square of so many.
  static let enlargement = 2

  func write(to path: String, _ kind: FilmKind) throws {
    let writing = FilmWriting(self, to: path, kind)
    while try !writing.goOn() { try Interrupt.check() }
  }

  /// - Throws: `UserError` where a pane has no picture at that frame.
  func picture(_ frame: Int) throws -> Image {
    var state = state
    // What blinks does so in the film's own time.
    state.blinked = Double(frame) / source.rate
    let maker = PaneMaker(source: source, state: state, frame: frame)
    let kinds = state.layout.kinds(samples: source.sampleCount, beside: state.beside)
    let rows = try (state.camera.map { [$0] } ?? Array(source.cameras.indices)).map { camera in
      let contents = maker.contents(camera: camera)
      return Image.row(
        try kinds.map { kind in
          let content = contents.first { $0.kind == kind }?.content
          guard let image = content?.image ?? absent(kind, content?.note, beside: contents) else {
            throw UserError("frame \(frame) cannot be shown: \(content?.note ?? "nothing there")", at: source.title)
          }
          return kind == .wipe ? wiped(image, contents.first { $0.kind == .truth }?.content.image) : image
        })
    }
    guard !rows.isEmpty else { throw UserError("has no pictures, so no film can be made of it", at: source.title) }
    return Image.column(rows).enlarged(Self.enlargement)
  }

  /// The place of a run beside, where that one has ended or has no such camera, as the window leaves it empty too.
  private func absent(
    _ kind: Pane.Kind, _ note: String?, beside contents: [(kind: Pane.Kind, content: PaneContent)]
  ) -> Image? {
    guard kind.isOther, let shown = contents.lazy.compactMap(\.content.image).first else { return nil }
    var image = Image(width: shown.width, height: shown.height, fill: .black)
    image.draw(note ?? "", x: 4, y: 4)
    return image
  }

  private func wiped(_ prediction: Image, _ truth: Image?) -> Image {
    guard let truth, truth.pixels.count == prediction.pixels.count else { return prediction }
    var result = truth
    let x = Int(Float(truth.width) * state.wipe)
    result.paste(prediction.cropped(fromColumn: x), x: x, y: 0)
    return result
  }
}
