import Diagnostics
import Episodes
import TensorCore

/// What cameras have seen at a moment, as points in space: it can be looked at from where they go.
///
/// The 3D cache of GEN3C (Ren et al., arXiv 2503.03751), with depth that was measured. A view's depth is what of the
/// points is nearest at each pixel; its colours are then fetched from the pictures themselves, which keeps them sharp.
/// What no camera has seen is filled from around.
public struct PointCache: Sendable {
  private let pictures: [DepthPicture]

  /// - Parameter place: what holds the views, for errors.
  /// - Throws: `UserError` where a view has no lens, pose or depth at the frame.
  public init(_ views: [Episode.View], frame: Int, at place: String) throws {
    pictures = try views.map { try DepthPicture($0, frame: frame, at: place) }
  }

  /// What a camera sees from other poses with the lens it has: (poses, H, W, 3). A frame a thread.
  public func pictures(camera: Int, from poses: [Extrinsics]) -> [UInt8] {
    let own = pictures[camera]
    let bytes = own.width * own.height * 3
    return [UInt8](unsafeUninitializedCapacity: poses.count * bytes) { out, count in
      let all = SendableBuffer(out)
      ThreadPool.parallelFor(poses.count) { t in
        let rgb = picture(camera: camera, from: poses[t])
        for i in 0..<bytes { all.buffer[t * bytes + i] = rgb[i] }
      }
      count = poses.count * bytes
    }
  }

  private func picture(camera: Int, from pose: Extrinsics) -> [UInt8] {
    let own = pictures[camera]
    let target = Projection(own.lens, pose)
    let others = pictures.indices.filter { $0 != camera }.map { pictures[$0] }
    // The camera's own picture has its light and its pixels; what that does not show, the others may.
    var depth = DepthMap(of: [own], seenFrom: target, width: own.width, height: own.height)
    depth.add(DepthMap(of: others, seenFrom: target, width: own.width, height: own.height))
    var colours = [SIMD3<Float>?](repeating: nil, count: own.width * own.height)
    for y in 0..<own.height {
      for x in 0..<own.width {
        let d = depth.values[y * own.width + x]
        guard d.isFinite else { continue }
        let point = target.unproject(Float(x) + 0.5, Float(y) + 0.5, depth: d)
        for picture in [own] + others {
          if let colour = picture.colour(of: point) {
            colours[y * own.width + x] = colour
            break
          }
        }
      }
    }
    return HoleFilling.filled(colours, width: own.width, height: own.height).flatMap { c in
      (0..<3).map { UInt8(min(255, max(0, c[$0].rounded()))) }
    }
  }

  /// Each thread writes frames of its own.
  private struct SendableBuffer: @unchecked Sendable {
    let buffer: UnsafeMutableBufferPointer<UInt8>
    init(_ buffer: UnsafeMutableBufferPointer<UInt8>) { self.buffer = buffer }
  }
}
