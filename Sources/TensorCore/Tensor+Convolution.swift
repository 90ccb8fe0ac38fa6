import COneDNN

extension Tensor {
  /// A convolution with stride 1 and zero padding that keeps the image's size: (..., H, W, I) to (..., H, W, O).
  ///
  /// x is rounded to the filter's type, which the result has too. `bias` is f32 (O).
  public func convolved(by filter: PackedFilter, bias: Tensor? = nil) -> Tensor {
    precondition(rank >= 3 && length(-1) == filter.inputs, "\(shape) convolved with \(filter.inputs) inputs")
    if let matrix = filter.matrix { return multiplied(by: matrix, bias: bias) }
    let x = cast(to: filter.dtype)
    let result = Tensor(uninitialized: shape.dropLast() + [filter.outputs], filter.dtype)
    let bias = bias ?? Tensor.zeros([filter.outputs])
    precondition(bias.count == filter.outputs && bias.dtype == .f32, "a bias for \(filter.outputs) channels")
    let bands = ImageBands(shape, side: filter.side)
    let plans = bands.kinds.map { BandPlan(bands, $0, filter) }
    ThreadPool.parallelFor(bands.count) { tile in
      let band = bands[tile]
      plans[bands.kind(of: band)].run(x, bias, into: result, band)
    }
    return result
  }
}

/// What a band's convolution needs, worked out once for all bands of a kind.
private struct BandPlan {
  var shape = od_convolution()
  let weights: Tensor
  let bands: ImageBands

  init(_ bands: ImageBands, _ band: ImageBands.Band, _ filter: PackedFilter) {
    self.bands = bands
    let read = bands.rowsRead(band)
    (shape.height, shape.width) = (Int32(read.count), Int32(bands.width))
    (shape.inputs, shape.outputs, shape.side) = (Int32(filter.inputs), Int32(filter.outputs), Int32(filter.side))
    shape.top = Int32(read.lowerBound - (band.rows.lowerBound - bands.reach))
    shape.bottom = Int32(band.rows.upperBound + bands.reach - read.upperBound)
    shape.type = UInt8(filter.dtype == .f32 ? OD_F32 : OD_BF16)
    shape.result = shape.type
    let layout = od_filter_layout(&shape)
    precondition(layout >= 0, "oneDNN has no convolution for \(shape)")
    weights = filter.packed(for: shape, layout: layout)
  }

  func run(_ x: Tensor, _ bias: Tensor, into result: Tensor, _ band: ImageBands.Band) {
    let size = x.dtype.byteCount
    let row = band.image * bands.height
    let from = (row + bands.rowsRead(band).lowerBound) * bands.width * x.length(-1) * size
    let to = (row + band.rows.lowerBound) * bands.width * result.length(-1) * size
    var shape = shape
    let status = od_convolve(
      &shape, x.pointer + from, weights.pointer, bias.pointer.assumingMemoryBound(to: Float.self), result.pointer + to)
    precondition(status == 0, "oneDNN refused a convolution of \(x.shape) with status \(status)")
  }
}
