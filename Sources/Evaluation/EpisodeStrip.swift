import Media
import Scenarios
import Scoring

/// One episode at eight moments, every camera: truth above the prediction above their difference.
enum EpisodeStrip {
  static let moments = 8

  static func image(_ truth: Truth, _ prediction: Prediction) -> Image {
    let count = min(moments, truth.horizon)
    let times = (1...count).map { truth.horizon * $0 / count - 1 }
    let rows = truth.views.compactMap { view -> Image? in
      guard let predicted = prediction.view(view.camera) else { return nil }
      return FilmStrip.pair(
        times, rate: truth.rate, differing: true, truth: { Image(view.clip, truth.context + $0) },
        prediction: { Image(predicted.clip, $0) })
    }
    return Image.column(rows, gap: 2)
  }
}
