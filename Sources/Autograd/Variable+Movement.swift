import TensorCore

extension Variable {
  /// The same elements under another shape; one length may be -1.
  public func reshaped(_ shape: [Int]) -> Variable {
    let y = value.reshaped(shape)
    guard let node else { return Variable(y) }
    let from = self.shape
    return node.tape.record(y) { dy in node.add(dy.reshaped(from)) }
  }

  /// Axes in another order.
  public func permuted(_ axes: [Int]) -> Variable {
    let y = value.permuted(axes)
    guard let node else { return Variable(y) }
    var inverse = axes
    for (to, from) in axes.enumerated() { inverse[from] = to }
    return node.tape.record(y) { dy in node.add(dy.permuted(inverse)) }
  }

  /// Part of an axis; negative axes count from the end.
  public func slice(axis: Int, _ range: Range<Int>) -> Variable {
    let y = value.slice(axis: axis, range)
    guard let node else { return Variable(y) }
    let (shape, dtype) = (self.shape, self.dtype)
    return node.tape.record(y) { dy in
      let full = Tensor.zeros(shape, dtype)
      full.insert(dy.cast(to: dtype), axis: axis < 0 ? axis + shape.count : axis, at: range.lowerBound)
      node.add(full)
    }
  }

  /// The last axis in `count` equal parts.
  public func chunks(_ count: Int) -> [Variable] {
    let width = value.length(-1) / count
    precondition(width * count == value.length(-1), "\(shape) does not divide into \(count) parts")
    return (0..<count).map { slice(axis: -1, $0 * width..<($0 + 1) * width) }
  }

  /// Variables of one type end to end along an axis.
  public static func concatenated(_ parts: [Variable], axis: Int) -> Variable {
    let y = Tensor.concatenated(parts.map(\.value), axis: axis)
    guard let tape = parts.lazy.compactMap({ $0.node?.tape }).first else { return Variable(y) }
    return tape.record(y) { dy in
      var at = 0
      for part in parts {
        let length = part.value.length(axis)
        part.node?.add(dy.slice(axis: axis, at..<at + length))
        at += length
      }
    }
  }

  /// (..., H, W, C) -> (..., H / side, W / side, side side C); the new channel index is (row, column, C).
  public func spaceToDepth(_ side: Int) -> Variable {
    let y = value.spaceToDepth(side)
    guard let node else { return Variable(y) }
    return node.tape.record(y) { dy in node.add(dy.depthToSpace(side)) }
  }

  /// The inverse of `spaceToDepth`.
  public func depthToSpace(_ side: Int) -> Variable {
    let y = value.depthToSpace(side)
    guard let node else { return Variable(y) }
    return node.tape.record(y) { dy in node.add(dy.spaceToDepth(side)) }
  }

  /// Each row `count` times: (R, D) to (R count, D).
  public func repeatingRows(_ count: Int) -> Variable {
    let (rows, width) = (shape[0], value.length(-1))
    let y = value.gatherRows((0..<rows * count).map { $0 / count })
    guard let node else { return Variable(y) }
    return node.tape.record(y) { dy in
      let sums = (0..<rows).map { dy.rows($0 * count..<($0 + 1) * count).columnSums().reshaped([1, width]) }
      node.add(.concatenated(sums, axis: 0))
    }
  }

  /// The rows at `indices`, along the first axis and none of them twice.
  public func gatheringRows(_ indices: [Int]) -> Variable {
    let y = value.gatherRows(indices)
    guard let node else { return Variable(y) }
    let rows = shape[0]
    var source = [Int](repeating: indices.count, count: rows)
    for (to, from) in indices.enumerated() {
      precondition(source[from] == indices.count, "row \(from) is asked for twice")
      source[from] = to
    }
    return node.tape.record(y) { dy in
      let none = Tensor.zeros([1] + dy.shape.dropFirst(), dy.dtype)
      node.add(Tensor.concatenated([dy, none], axis: 0).gatherRows(source))
    }
  }

  /// Row r where `keep[r]`, else the one `row`: x is (rows, ..., D) with as many rows as `keep`, counted before the
  /// last axis.
  public func selectingRows(where keep: [Bool], else row: Variable) -> Variable {
    let width = value.length(-1)
    precondition(keep.count * width == value.count && row.value.count == width, "\(keep.count) choices for \(shape)")
    let both = Tensor.concatenated(
      [value.reshaped([-1, width]), row.value.cast(to: dtype).reshaped([1, width])], axis: 0)
    let y = both.gatherRows(keep.enumerated().map { $1 ? $0 : keep.count }).reshaped(shape)
    guard let tape = Variable.tape(self, row) else { return Variable(y) }
    return tape.record(y) { dy in
      let flat = dy.reshaped([-1, width])
      node?.add(flat.zeroingRows(where: keep.map { !$0 }).reshaped(dy.shape))
      row.node?.add(flat.zeroingRows(where: keep).columnSums().reshaped(row.shape))
    }
  }
}

extension Tensor {
  /// A copy with some rows of a matrix set to zero.
  fileprivate func zeroingRows(where zero: [Bool]) -> Tensor {
    let extended = Tensor.concatenated([self, .zeros([1, length(-1)], dtype)], axis: 0)
    return extended.gatherRows(zero.enumerated().map { $1 ? zero.count : $0 })
  }
}
