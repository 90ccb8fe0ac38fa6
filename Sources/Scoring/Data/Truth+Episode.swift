import Diagnostics
import Episodes

extension Truth {
  /// The truth in a recorded episode, for the named cameras in the order given (all cameras where nil).
  ///
  /// Sizes and masses of objects are not in an episode: set `shapes`, `supportHeight` and `masses` where known.
  public init(episode: Episode, context: Int, cameras: [String]? = nil) throws {
    let chosen = try (cameras ?? episode.views.map(\.camera)).map { name in
      guard let view = episode.views.first(where: { $0.camera == name }) else {
        throw UserError(
          "there is no camera '\(name)'", at: "episode",
          fix: "choose among \(episode.views.map(\.camera).joined(separator: ", "))")
      }
      return try View(recorded: view, frames: episode.frames)
    }
    self.init(
      views: chosen, objects: episode.objects, tool: episode.tool.map { SIMD3($0[0], $0[1], $0[2]) },
      rate: episode.rate, segmentNames: episode.segmentNames, context: context,
      // A recording without objects' paths is no simulator's, and knows no contacts.
      contacts: episode.objects.isEmpty ? nil : episode.contacts)
    try validate()
  }

  /// Sizes as the recording has them, or guessed from rest: an object's least height above the support over the
  /// context frames.
  ///
  /// Right for balls and cubes that lie on the support while the context is shown, and for upright cylinders no
  /// higher than wide; an object held in the air then is given too large a radius, so prefer sizes from the world.
  public func shapesAtRest(support: Double) -> [Shape] {
    objects.compactMap { path in
      if let radius = path.innerRadius { return Shape(name: path.name, inscribedRadius: radius) }
      let heights = path.poses.prefix(max(1, context)).map { $0[2] - support }
      guard let least = heights.min(), least > 0 else { return nil }
      return Shape(name: path.name, inscribedRadius: least)
    }
  }
}

extension Truth.View {
  fileprivate init(recorded view: Episode.View, frames: Int) throws {
    self.init(
      camera: view.camera,
      clip: try Clip(frames: frames, height: view.height, width: view.width, bytes: view.rgb),
      depth: view.depth, segmentation: view.segmentation, intrinsics: view.intrinsics, extrinsics: view.extrinsics)
  }
}
