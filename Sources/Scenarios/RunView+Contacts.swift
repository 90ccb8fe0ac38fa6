import Episodes
import Scoring

/// What was touched in truth; files of older programs are without it.
extension RunView {
  public struct Contact: Codable, Sendable {
    public var camera: Int
    public var frame: Int
    /// Pixels, to a tenth.
    public var x, y: Double
    /// Newtons, to a hundredth.
    public var force: Double
  }

  static func contacts(_ episode: Episode, _ truth: Truth) -> [Contact] {
    truth.views.indices.flatMap { camera in
      (0..<truth.frames).flatMap { frame in
        episode.touches(at: frame).compactMap { touch -> Contact? in
          let view = truth.views[camera]
          guard let lens = view.intrinsics, let pixel = view.extrinsics?[frame].project(touch.place, lens) else {
            return nil
          }
          return Contact(
            camera: camera, frame: frame, x: (pixel.x * 10).rounded() / 10, y: (pixel.y * 10).rounded() / 10,
            force: (touch.force * 100).rounded() / 100)
        }
      }
    }
  }
}
