import CKernels

extension Tensor {
  /// x + row, repeated over the leading axes: biases, positions, view embeddings.
  ///
  /// `row`'s elements are the trailing ones of x: a row (N, D) is added to every (N, D) of x (..., N, D).
  public func addingRow(_ row: Tensor, output: DType? = nil) -> Tensor {
    let width = row.count
    precondition(width > 0 && count % width == 0, "\(shape) plus a row of \(row.shape)")
    let type = output ?? dtype
    let result = Tensor(uninitialized: shape, type)
    Tiles.forEachRows(count / width, width: width) { rows in
      ck_add_row(
        pointer + rows.lowerBound * width * dtype.byteCount, dtype.code, row.pointer, row.dtype.code,
        result.pointer + rows.lowerBound * width * type.byteCount, type.code, rows.count, width)
    }
    return result
  }

  /// x * scale + shift with f32 rows of the last axis's length: (un)normalising channels.
  public func affineRows(scale: Tensor, shift: Tensor, output: DType? = nil) -> Tensor {
    let width = length(-1)
    precondition(
      scale.count == width && shift.count == width, "\(shape) with scale \(scale.shape), shift \(shift.shape)")
    let type = output ?? dtype
    let result = Tensor(uninitialized: shape, type)
    scale.withFloats { scale in
      shift.withFloats { shift in
        Tiles.forEachRows(width == 0 ? 0 : count / width, width: width) { rows in
          ck_affine_row(
            pointer + rows.lowerBound * width * dtype.byteCount, dtype.code, scale.baseAddress, shift.baseAddress,
            result.pointer + rows.lowerBound * width * type.byteCount, type.code, rows.count, width)
        }
      }
    }
    return result
  }

  /// Softmax over the last axis, in f32.
  public func softmax() -> Tensor {
    let width = length(-1)
    let x = cast(to: .f32)
    let result = Tensor(uninitialized: shape, dtype)
    Tiles.forEachRows(width == 0 ? 0 : count / width, width: width) { rows in
      let from = (x.pointer + rows.lowerBound * width * 4).assumingMemoryBound(to: Float.self)
      let to = result.pointer + rows.lowerBound * width * dtype.byteCount
      ck_softmax(from, width, to, dtype.code, width, rows.count, width)
    }
    return result
  }
}
