import Diagnostics
import Episodes

extension Truth {
  /// Throws a `UserError` that names the first channel whose length or values cannot be scored against.
  ///
  /// Depth, camera poses, object paths and the tool's path must be finite: one NaN would spread to every pooled score.
  public func validate() throws {
    guard !views.isEmpty else { throw UserError("there is no view to score", at: "truth") }
    guard rate > 0, rate.isFinite else { throw UserError("the rate is \(rate) frames a second", at: "truth") }
    guard context >= 1, context < frames else {
      throw UserError(
        "\(context) context frames of \(frames) leave nothing to score", at: "truth",
        fix: "give 1 to \(max(1, frames - 1)) context frames")
    }
    guard gravity > 0, gravity.isFinite, masses.values.allSatisfy({ $0 > 0 && $0.isFinite }) else {
      throw UserError("gravity and masses must be positive numbers", at: "truth")
    }
    for view in views { try validate(view) }
    try validatePaths()
  }

  private func validate(_ view: View) throws {
    let place = "truth, view '\(view.camera)'"
    let pixels = frames * view.clip.pixels
    try expect(view.clip.frames, frames, "frames", at: place)
    if let depth = view.depth {
      try expect(depth.count, pixels, "depth values", at: place)
      guard depth.allSatisfy(\.isFinite) else { throw UserError("the depth has a value that is not finite", at: place) }
    }
    if let segmentation = view.segmentation {
      try expect(segmentation.count, pixels, "segmentation values", at: place)
    }
    if let extrinsics = view.extrinsics {
      try expect(extrinsics.count, frames, "camera poses", at: place)
      guard extrinsics.allSatisfy({ $0.worldToCamera.allSatisfy(\.isFinite) }) else {
        throw UserError("a camera pose has a value that is not finite", at: place)
      }
    }
  }

  private func validatePaths() throws {
    for path in objects {
      let place = "truth, object '\(path.name)'"
      try expect(path.poses.count, frames, "poses", at: place)
      guard path.poses.allSatisfy({ $0.count >= 3 && $0.allSatisfy(\.isFinite) }) else {
        throw UserError("a pose is short or has a value that is not finite", at: place)
      }
    }
    guard !tool.isEmpty else { return }
    try expect(tool.count, frames, "positions", at: "truth, tool")
    guard tool.allSatisfy({ $0.x.isFinite && $0.y.isFinite && $0.z.isFinite }) else {
      throw UserError("the tool's path has a value that is not finite", at: "truth, tool")
    }
  }

  private func expect(_ count: Int, _ wanted: Int, _ what: String, at place: String) throws {
    guard count == wanted else { throw UserError("\(count) \(what) where \(wanted) belong", at: place) }
  }
}
