import Foundation
import Media
import Scoring

/// The video to look at: a row a camera, truth beside prediction beside their difference.
enum ComparisonVideo {
  static func write(truth: Truth, prediction: Prediction, to file: URL, enlarge: Int) throws {
    let frames = try (0..<truth.frames).map { try picture(truth, prediction, t: $0, enlarge: enlarge) }
    try VideoWriter.write(frames, to: file.path, rate: truth.rate, format: .h264())
  }

  /// One moment; during the context, the prediction's place shows what it was given.
  static func picture(_ truth: Truth, _ prediction: Prediction, t: Int, enlarge: Int) throws -> Image {
    let given = t < truth.context
    let rows = zip(truth.views, prediction.views).map { view, predicted in
      let real = Image(view.clip, t)
      let shown = given ? real : Image(predicted.clip, t - truth.context)
      let difference = shown.difference(from: real)
      return Image.row([
        real.enlarged(enlarge).labelled("\(view.camera) TRUTH", color: .white, background: .black, scale: 1),
        shown.enlarged(enlarge).labelled(given ? "CONTEXT" : "PREDICTION", color: .white, background: .black, scale: 1),
        difference.enlarged(enlarge).labelled("DIFFERENCE", color: .white, background: .black, scale: 1),
      ])
    }
    return Image.column(rows)
  }
}

extension Image {
  /// Frame t of a clip.
  public init(_ clip: Clip, _ t: Int) {
    self.init(width: clip.width, height: clip.height, pixels: clip.frame(t))
  }
}
