import TensorCore

/// Small changes to a training window that leave what happens in it true, against learning few recordings by heart.
///
/// The picture moves by whole latent cells, its edge repeated; the actions are off by what a calibration is off by (one
/// value a dimension for all of the window) and by a tremble of half that size.
struct WindowVariety {
  /// Cells that a window's picture is moved by at most, and how far actions are off, on their scale of -1 to 1.
  let shifts: Int
  let actionNoise: Float
  let random: Philox

  /// Latents or a map, (T, V, h, w, …): the same move for all that have one number.
  func shifted(_ tensor: Tensor, window: Int) -> Tensor {
    let (down, right) = offset(window)
    guard (down, right) != (0, 0) else { return tensor }
    let (rows, columns) = (tensor.shape[2], tensor.shape[3])
    let frames = tensor.shape[0] * tensor.shape[1]
    var from: [Int] = []
    from.reserveCapacity(frames * rows * columns)
    for frame in 0..<frames {
      for y in 0..<rows {
        let row = (frame * rows + min(max(y - down, 0), rows - 1)) * columns
        for x in 0..<columns { from.append(row + min(max(x - right, 0), columns - 1)) }
      }
    }
    return tensor.reshaped([frames * rows * columns, -1]).gatherRows(from).reshaped(tensor.shape)
  }

  /// Half of the windows stay where they are.
  private func offset(_ window: Int) -> (Int, Int) {
    guard shifts > 0, random.integer(below: 2, at: 3 * window) == 1 else { return (0, 0) }
    let width = 2 * shifts + 1
    return (
      random.integer(below: width, at: 3 * window + 1) - shifts,
      random.integer(below: width, at: 3 * window + 2) - shifts
    )
  }

  /// Action chunks (T, group, A).
  func trembling(_ actions: Tensor, window: Int) -> Tensor {
    guard actionNoise > 0 else { return actions }
    let own = random.split(1 + UInt32(window))
    let width = actions.shape[2]
    let steady = own.split(0).normal([1, width])
    let off = steady.gatherRows([Int](repeating: 0, count: actions.count / width)).reshaped(actions.shape)
    return actions.combined(1, off.combined(actionNoise, own.split(1).normal(actions.shape), actionNoise / 2), 1)
  }
}
