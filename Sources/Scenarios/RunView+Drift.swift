import Scoring

/// How the background of a prediction drifts; files of older programs are without it.
extension RunView {
  /// What was measured in one picture.
  public struct Drift: Codable, Sendable {
    public var sample: Int
    public var camera: Int
    /// Of the whole clip.
    public var frame: Int
    /// x, y, dx, dy in pixels, to a tenth; without dx and dy where the piece was not found again.
    @PackedRows public var arrows: [[Double]?]

    var isSound: Bool { arrows.allSatisfy { $0?.count == 2 || $0?.count == 4 } }
  }

  /// Pictures from one that is measured to the next.
  public static let driftStep = 4

  static func drifts(_ scorer: Scorer, _ prediction: Prediction, number: Int) -> [Drift] {
    var all: [Drift] = []
    for arrow in scorer.drift(of: prediction, every: driftStep) {
      let numbers = [arrow.place.x, arrow.place.y] + (arrow.offset.map { [$0.x, $0.y] } ?? [])
      let rounded = numbers.map { ($0 * 10).rounded() / 10 }
      if let last = all.last, last.camera == arrow.camera, last.frame == arrow.frame {
        all[all.count - 1].arrows.append(rounded)
      } else {
        all.append(Drift(sample: number, camera: arrow.camera, frame: arrow.frame, arrows: [rounded]))
      }
    }
    return all
  }
}
