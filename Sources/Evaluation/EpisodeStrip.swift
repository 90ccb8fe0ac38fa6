import Diagnostics
import Foundation
import Media
import Scenarios
import Scoring

/// One episode at eight moments, every camera: truth above the prediction.
enum EpisodeStrip {
  static let moments = 8

  static func image(_ truth: Truth, _ prediction: Prediction) throws -> Image {
    let count = min(moments, truth.horizon)
    let times = (1...count).map { truth.horizon * $0 / count - 1 }
    let rows = truth.views.flatMap { view -> [Image] in
      guard let predicted = prediction.view(view.camera) else { return [] }
      let top = times.map { t in
        Image(view.clip, truth.context + t).labelled(String(format: "%.1f S", Double(t + 1) / truth.rate), scale: 1)
      }
      return [Image.row(top, gap: 1), Image.row(times.map { Image(predicted.clip, $0) }, gap: 1)]
    }
    return Image.column(rows, gap: 2)
  }
}
