import Episodes
import Scoring

/// What a window draws in space; files of older programs are without it.
extension RunView {
  /// A camera over the clip.
  public struct Lens: Codable, Sendable {
    /// fx, fy, cx, cy in pixels.
    public var intrinsics: [Double]
    /// World to camera, 4×4 row by row: one a frame, or a single one of a camera that stands still.
    @PackedRows public var poses: [[Double]?]

    public init(intrinsics: [Double], poses: [[Double]]) { (self.intrinsics, self.poses) = (intrinsics, poses) }

    var isSound: Bool { intrinsics.count == 4 && !poses.isEmpty && poses.allSatisfy { $0?.count == 16 } }

    /// World to camera at a frame of the clip, 16 numbers.
    public func pose(_ frame: Int) -> [Double] { poses[min(frame, poses.count - 1)] ?? [] }
  }

  /// An object's way through space.
  public struct SpaceLine: Codable, Sendable {
    public var object: String
    /// Nil for truth.
    public var sample: Int?
    /// x, y, z in metres a frame of the whole clip; nil where it is not known.
    @PackedRows public var points: [[Double]?]

    var isSound: Bool { points.allSatisfy { $0?.count ?? 3 == 3 } }
  }

  /// One a camera; nil where a camera is not calibrated.
  static func lenses(_ truth: Truth) -> [Lens]? {
    let all = truth.views.compactMap { view -> Lens? in
      guard let lens = view.intrinsics, let poses = view.extrinsics, let first = poses.first else { return nil }
      let still = poses.allSatisfy { $0 == first }
      return Lens(
        intrinsics: [lens.fx, lens.fy, lens.cx, lens.cy],
        poses: (still ? [first] : poses).map(\.worldToCamera))
    }
    return all.count == truth.views.count ? all : nil
  }

  static func truthLines(_ truth: Truth) -> [SpaceLine] {
    let tool = truth.tool.count == truth.frames ? truth.tool.map { [$0.x, $0.y, $0.z] } : []
    let objects = truth.objects.map { object in
      let points = (0..<truth.frames).map { t -> [Double]? in
        let p = object.position(t)
        return [p.x, p.y, p.z]
      }
      return SpaceLine(object: object.name, sample: nil, points: points)
    }
    return tool.isEmpty ? objects : objects + [SpaceLine(object: toolName, sample: nil, points: tool)]
  }

  static func lines(_ positions: [[SIMD3<Double>?]], _ truth: Truth, sample: Int) -> [SpaceLine] {
    zip(truth.objects, positions).map { object, points in
      let before = [[Double]?](repeating: nil, count: truth.context)
      return SpaceLine(
        object: object.name, sample: sample, points: before + points.map { $0.map { [$0.x, $0.y, $0.z] } })
    }
  }
}
