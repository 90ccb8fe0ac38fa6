import Episodes
import TensorCore

/// What passes before an object, and leaves it behind.
///
/// Objects that stay where they are need no learning until a hand hides them from a camera; then they must come back as
/// they were. Of the objects that predictions of the table top lost, two in three had never been touched.
extension MotionMap {
  /// The map, with objects' cells marked where something passes: `moving` in the frames in which the latents change, then
  /// `thing` to the end.
  ///
  /// - Parameters:
  ///   - map: (T', V, h, w), see `map`.
  ///   - latents: (T', V, h, w, z) in f32, of which latent frame t ends with frame `phase` + `group` t.
  func marking(_ map: Tensor, whereItPasses latents: Tensor, phase: Int, group: Int) -> Tensor {
    let (count, views) = (latents.shape[0], latents.shape[1])
    let (rows, columns) = (latents.shape[2], latents.shape[3])
    let plane = rows * columns
    var values = map.floats()
    let changes = Self.steps(of: latents).map { $0 > Self.change }
    for v in 0..<views {
      for path in everything {
        var hasPassed = [Bool](repeating: false, count: plane)
        for t in 1..<max(1, count) {
          let near = cells(of: path, at: min(phase + group * t, path.count - 1), view: v, rows: rows, columns: columns)
          for i in near {
            let cell = (t * views + v) * plane + i
            if changes[cell] { hasPassed[i] = true }
            let mark = changes[cell] ? Self.moving : hasPassed[i] ? Self.thing : Self.nothing
            values[cell] = max(values[cell], mark)
          }
        }
      }
    }
    return Tensor(values, shape: map.shape)
  }
}
