import Media
import Scoring

/// One moment as the simulator showed it and as the model predicted it, so that two pictures can be laid over each other.
public struct SameMoment: Sendable {
  public var frame: Int
  /// One picture a camera, as in `predicted`.
  public var truth: [Image]
  public var predicted: [Image]
}

/// The same while it lies on the board: clips of one frame share the bytes that they were cut from.
struct JudgedMoment: Sendable {
  var branch: Int
  var frame: Int
  var truth: [Clip]
  var predicted: [Clip]

  /// With pictures of its own.
  var shown: SameMoment {
    SameMoment(frame: frame, truth: truth.map(\.picture), predicted: predicted.map(\.picture))
  }
}

extension Clip {
  /// Its first frame.
  var picture: Image { Image(width: width, height: height, pixels: frame(0)) }
}
