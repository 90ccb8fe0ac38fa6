import CKernels

extension Tensor {
  /// Axes in another order: axis d of the result is axis `axes[d]` of this tensor.
  public func permuted(_ axes: [Int]) -> Tensor {
    precondition(axes.sorted() == Array(0..<rank), "axes \(axes) of shape \(shape)")
    let strides = self.strides
    return gathered(shape: axes.map { shape[$0] }, strides: axes.map { strides[$0] })
  }

  /// Elements from one index to the next, along each axis.
  private var strides: [Int] {
    var strides = [Int](repeating: 1, count: rank)
    for axis in stride(from: rank - 2, through: 0, by: -1) { strides[axis] = strides[axis + 1] * shape[axis + 1] }
    return strides
  }

  private func gathered(shape: [Int], strides: [Int]) -> Tensor {
    let result = Tensor(uninitialized: shape, dtype)
    if result.count == 0 { return result }
    let plan = CopyPlan(shape: shape, strides: strides, elementSize: dtype.byteCount)
    Tiles.forEachRows(plan.shape[0], width: result.count / Int(plan.shape[0])) { range in
      ck_permute(
        pointer, result.pointer, plan.shape, plan.strides, Int32(plan.shape.count), plan.size,
        range.lowerBound, range.upperBound)
    }
    return result
  }

  /// Tensors end to end along an axis.
  public static func concatenated(_ parts: [Tensor], axis: Int) -> Tensor {
    precondition(!parts.isEmpty, "concatenating nothing")
    let first = parts[0]
    let axis = axis < 0 ? axis + first.rank : axis
    var shape = first.shape
    shape[axis] = parts.reduce(0) { $0 + $1.shape[axis] }
    let result = Tensor(uninitialized: shape, first.dtype)
    var at = 0
    for part in parts {
      precondition(
        part.dtype == first.dtype && part.rank == first.rank,
        "\(first.shape) \(first.dtype) beside \(part.shape) \(part.dtype)")
      result.insert(part, axis: axis, at: at)
      at += part.shape[axis]
    }
    return result
  }

  /// Part of an axis: a copy, except along the first axis, where it is `rows`.
  public func slice(axis: Int, _ range: Range<Int>) -> Tensor {
    let axis = axis < 0 ? axis + rank : axis
    precondition(range.lowerBound >= 0 && range.upperBound <= shape[axis], "\(range) of axis \(axis) of \(shape)")
    if axis == 0 { return rows(range) }
    var shape = self.shape
    shape[axis] = range.count
    let result = Tensor(uninitialized: shape, dtype)
    let (outer, inner) = split(at: axis)
    let run = range.count * inner
    Tiles.forEachRows(outer, width: run) { rows in
      for row in rows {
        (result.pointer + row * run).copyMemory(
          from: pointer + (row * self.shape[axis] * inner + range.lowerBound * inner), byteCount: run)
      }
    }
    return result
  }

  /// Writes `part` into this tensor along `axis` from index `at` on; for the tensor's maker.
  package func insert(_ part: Tensor, axis: Int, at: Int) {
    let (outer, inner) = split(at: axis)
    let (outerPart, innerPart) = part.split(at: axis)
    precondition(
      outer == outerPart && inner == innerPart && at + part.shape[axis] <= shape[axis] && part.dtype == dtype,
      "\(part.shape) into \(shape) at \(at) of axis \(axis)")
    let run = part.shape[axis] * inner
    Tiles.forEachRows(outer, width: run) { rows in
      for row in rows {
        (pointer + (row * shape[axis] + at) * inner).copyMemory(from: part.pointer + row * run, byteCount: run)
      }
    }
  }

  /// The product of lengths before `axis`, and the bytes of one index of it.
  private func split(at axis: Int) -> (outer: Int, inner: Int) {
    (shape[..<axis].reduce(1, *), shape[(axis + 1)...].reduce(dtype.byteCount, *))
  }

  /// The rows (along the first axis) at `indices`, in that order.
  public func gatherRows(_ indices: [Int]) -> Tensor {
    let result = Tensor(uninitialized: [indices.count] + shape.dropFirst(), dtype)
    let row = shape[0] == 0 ? 0 : byteCount / shape[0]
    for (to, from) in indices.enumerated() {
      precondition(from >= 0 && from < shape[0], "row \(from) of \(shape)")
      (result.pointer + to * row).copyMemory(from: pointer + from * row, byteCount: row)
    }
    return result
  }
}
