import Autograd
import TensorCore
import WorldModel

/// The part of a window's tokens that a training step shows, the same in all its frames.
///
/// Most of a fixed camera's picture stands still and is soon learned, but costs as much as the rest. Training on a part
/// of the tokens (as in MaskDiT, Zheng et al., arXiv 2306.09305) spends a step where something happens.
struct KeptTokens {
  let grid: TokenGrid
  private let patch: Int

  /// - Parameter shape: of the latents, (B, T, V, h, w, z).
  init(_ kept: [Int], of shape: [Int], patch: Int) {
    grid = TokenGrid(views: shape[2], rows: shape[3] / patch, columns: shape[4] / patch, kept: kept)
    self.patch = patch
  }

  /// Latents (B, T, V, h, w, z) to the kept tokens, (B, T, N, patch patch z).
  func tokens(_ latents: Tensor) -> Tensor {
    let all = whole(latents)
    let (frames, width, kept) = (all.shape[0] * all.shape[1], all.shape[3], grid.kept ?? [])
    return all.reshaped([frames * grid.whole, width])
      .gatherRows((0..<frames).flatMap { frame in kept.map { frame * grid.whole + $0 } })
      .reshaped([latents.shape[0], latents.shape[1], kept.count, width])
  }

  /// Latents (B, T, V, h, w, z) to all tokens.
  func whole(_ latents: Tensor) -> Tensor {
    latents.spaceToDepth(patch)
      .reshaped([latents.shape[0], latents.shape[1], grid.whole, patch * patch * latents.shape[5]])
  }

  /// Kept tokens (B, T, N, width) put into those of whole frames.
  func tokens(_ part: Tensor, into whole: Tensor) -> Tensor {
    let (frames, width) = (whole.shape[0] * whole.shape[1], whole.shape[3])
    let all = Tensor.concatenated([whole, part].map { $0.reshaped([-1, width]) }, axis: 0)
    return all.gatherRows(places(of: Array(0..<frames), after: frames)).reshaped(whole.shape)
  }

  /// Where the tokens of some frames are among those of `total` whole frames, followed by what is kept of these.
  private func places(of frames: [Int], after total: Int) -> [Int] {
    let kept = grid.kept ?? []
    var place = Array(0..<grid.whole)
    for (i, token) in kept.enumerated() { place[token] = -1 - i }
    return frames.flatMap { frame in
      place.map { $0 >= 0 ? frame * grid.whole + $0 : total * grid.whole + frame * kept.count - 1 - $0 }
    }
  }

  /// Some frames' latents, (numbers, V, h, w, z), of kept tokens (B, T, N, width), with those of `truth` (B, T, all, width)
  /// where none is kept. Frames count through all windows.
  func frames(_ numbers: [Int], of part: Variable, else truth: Tensor) -> Variable {
    let (total, width) = (truth.shape[0] * truth.shape[1], truth.shape[3])
    let rows = Variable.concatenated([Variable(truth.reshaped([-1, width])), part.reshaped([-1, width])], axis: 0)
    let picture = [numbers.count, grid.views, grid.rows, grid.columns, width]
    return rows.gatheringRows(places(of: numbers, after: total)).reshaped(picture).depthToSpace(patch)
  }

  /// Weights of all cells, B × T × V × h × w, to those of the kept tokens' cells.
  func weights(_ cells: [Float]) -> [Float] {
    let plane = grid.whole * patch * patch
    let shape = [cells.count / plane, 1, grid.views, grid.rows * patch, grid.columns * patch, 1]
    return tokens(Tensor(cells, shape: shape)).floats()
  }

  /// Tokens to keep of windows whose latents are (B, T, V, h, w, z): three in four of them where latents change most
  /// from frame to frame in any window or `motion` (B × T × V × h × w) is marked, the others anywhere.
  static func choose(_ count: Int, _ latents: Tensor, motion: [Float], patch: Int, random: Philox) -> [Int] {
    let shape = latents.shape
    let (frames, cells) = (shape[0] * shape[1], shape[2] * shape[3] * shape[4])
    let activity = KeptTokens([], of: shape, patch: patch).activity(latents, motion)
    let tokens = cells / (patch * patch)
    precondition(motion.count == frames * cells, "\(motion.count) marks for latents of shape \(shape)")
    let lively = activity.indices.sorted { (activity[$0], $1) > (activity[$1], $0) }
    let first = min(tokens, count * 3 / 4)
    let order = random.uniform([tokens]).floats()
    let rest = lively[first...].sorted { (order[$0], $0) < (order[$1], $1) }
    return (lively[..<first] + rest.prefix(count - first)).sorted()
  }

  /// The largest change of each token's cells; a marked cell counts beyond any change.
  private func activity(_ latents: Tensor, _ motion: [Float]) -> [Float] {
    let (clip, width) = (latents.shape[1], latents.shape[5])
    let (columns, plane) = (grid.columns * patch, grid.rows * grid.columns * patch * patch)
    let cells = grid.views * plane
    var most = [Float](repeating: 0, count: grid.whole)
    latents.withFloats { z in
      for (i, mark) in motion.enumerated() {
        let (frame, cell) = (i / cells, i % cells)
        let (view, row, column) = (cell / plane, cell % plane / columns, cell % columns)
        let token = (view * grid.rows + row / patch) * grid.columns + column / patch
        var change: Float = 0
        if frame % clip > 0 {
          for k in 0..<width {
            let step = z[i * width + k] - z[(i - cells) * width + k]
            change += step * step
          }
        }
        most[token] = max(most[token], change / Float(width) + 1000 * mark)
      }
    }
    return most
  }
}
