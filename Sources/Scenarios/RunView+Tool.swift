import Scoring

/// The end effector's ways across the pictures, beside the objects'.
extension RunView {
  /// What it is called beside the objects.
  public static let toolName = "hand"

  /// Truth's, projected; none where nobody recorded it or no camera is calibrated.
  static func toolPaths(_ truth: Truth) -> [Path] {
    guard truth.tool.count == truth.frames else { return [] }
    return truth.views.indices.compactMap { v in
      let view = truth.views[v]
      guard let lens = view.intrinsics, let poses = view.extrinsics else { return nil }
      let points = (0..<truth.frames).map { t in poses[t].project(truth.tool[t], lens).map { [$0.x, $0.y] } }
      return Path(object: toolName, camera: v, sample: nil, points: points)
    }
  }

  /// A prediction's, as `action_following` finds it.
  ///
  /// - Parameter places: views × predicted frames, px.
  static func toolPaths(_ places: [[SIMD2<Double>?]], _ truth: Truth, sample: Int) -> [Path] {
    places.enumerated().compactMap { v, found in
      guard found.contains(where: { $0 != nil }) else { return nil }
      let before = [[Double]?](repeating: nil, count: truth.context)
      return Path(object: toolName, camera: v, sample: sample, points: before + found.map { $0.map { [$0.x, $0.y] } })
    }
  }
}
