extension Tensor {
  /// (..., H, W, C) -> (..., H / side, W / side, side side C); the new channel index is (row, column, C).
  public func spaceToDepth(_ side: Int) -> Tensor {
    let (h, w, c) = (length(-3), length(-2), length(-1))
    precondition(h % side == 0 && w % side == 0, "\(shape) does not divide into blocks of \(side)")
    let outer = Array(shape.dropLast(3))
    return reshaped([-1, h / side, side, w / side, side * c]).permuted([0, 1, 3, 2, 4])
      .reshaped(outer + [h / side, w / side, side * side * c])
  }

  /// The inverse of `spaceToDepth`.
  public func depthToSpace(_ side: Int) -> Tensor {
    let (h, w, c) = (length(-3), length(-2), length(-1))
    precondition(c % (side * side) == 0, "\(c) channels do not divide into blocks of \(side)")
    let outer = Array(shape.dropLast(3))
    return reshaped([-1, h, w, side, c / side]).permuted([0, 1, 3, 2, 4])
      .reshaped(outer + [h * side, w * side, c / (side * side)])
  }
}
