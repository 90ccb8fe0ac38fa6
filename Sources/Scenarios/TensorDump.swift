import Foundation
import NumPyFiles
import TensorCore
import WorldModel

/// A request's inputs and latents as NumPy files, for comparison with another implementation.
struct TensorDump {
  private var inputs = NumPyArchive()
  private var latents = NumPyArchive()

  init(_ rollout: Rollout, _ request: PredictionRequest) {
    let shown = request.context.map { $0[rollout.used] }
    let (views, clip) = (shown.count, shown[0])
    let bytes = shown.flatMap { clip in (0..<clip.frames).flatMap { clip.frame($0) } }
    inputs.append("frames", NumPyArray(shape: [views, clip.frames, clip.height, clip.width, 3], bytes))
    inputs.append("actions", Self.array(rollout.actions))
    let shape = Array(rollout.context.shape[2...])
    let count = rollout.context.shape[1] + rollout.sampled.count
    let noise = (0..<count).map { Rollout.noise(request.sequences.map(\.seed), frame: $0, shape: shape) }
    inputs.append("noise", Self.array(.concatenated(noise, axis: 1)))
    if let guide = Guide.joined(rollout.guides) {
      inputs.append("guide", Self.array(guide.latents))
      let told = guide.isTold.map { $0 ? UInt8(1) : 0 }
      inputs.append("guided", NumPyArray(shape: [guide.latents.shape[0], guide.latents.shape[2]], told))
    }
    latents.append("context", Self.array(rollout.context))
    latents.append("sampled", Self.array(.concatenated(rollout.sampled, axis: 1)))
  }

  /// `context.npz` (frames, actions, noise, and the guide where cameras move) and `latents.npz` (context, sampled).
  func write(to folder: URL) throws {
    let first = folder.appendingPathComponent("context.npz").path
    try inputs.write(to: first)
    do {
      try latents.write(to: folder.appendingPathComponent("latents.npz").path)
    } catch {
      // One file without the other is of no use.
      unlink(first)
      throw error
    }
  }

  private static func array(_ tensor: Tensor) -> NumPyArray {
    NumPyArray(shape: tensor.shape, tensor.cast(to: .f32).floats())
  }
}
