import CKernels

extension Tensor {
  /// The gradient of a convolution's filter from its input x (..., H, W, I) and the result's gradient dy (..., H, W, O):
  /// (O, side, side, I) in f32.
  ///
  /// Each band of x is laid out with its horizontal neighbours beside each pixel; a vertical shift is then a shift of
  /// the pointer, and each row of the filter is one product.
  public func filterGradient(_ dy: Tensor, side: Int) -> Tensor {
    let (inputs, outputs) = (length(-1), dy.length(-1))
    precondition(
      shape.dropLast() == dy.shape.dropLast() && dtype == dy.dtype, "filter gradient of \(shape) and \(dy.shape)")
    if side == 1 { return dy.outerProduct(self).reshaped([outputs, 1, 1, inputs]) }
    let bands = ImageBands(shape, side: side)
    let parts = max(1, min(8, bands.count))
    let sums = Tensor(uninitialized: [parts, outputs, side, side, inputs])
    ThreadPool.parallelFor(parts) { part in
      let mine = bands.count * part / parts..<bands.count * (part + 1) / parts
      addFilterGradient(dy, bands, mine, into: sums.rows(part..<part + 1))
    }
    return sums.sumOfFirstAxis()
  }

  private func addFilterGradient(_ dy: Tensor, _ bands: ImageBands, _ mine: Range<Int>, into sum: Tensor) {
    if mine.isEmpty { return sum.fillWithZeros() }
    for tile in mine {
      let band = bands[tile]
      let (inputs, side) = (length(-1), sum.length(-2))
      let rowBytes = bands.width * side * inputs * dtype.byteCount
      Scratch.with(bytes: (band.rows.count + side - 1) * rowBytes) { columns in
        gatherColumns(bands, band, side, rowBytes, into: columns)
        multiply(dy, bands, band, columns, rowBytes, accumulate: tile > mine.lowerBound, into: sum)
      }
    }
  }

  /// The band's rows and their neighbours above and below, zero outside the image.
  private func gatherColumns(
    _ bands: ImageBands, _ band: ImageBands.Band, _ side: Int, _ rowBytes: Int, into columns: UnsafeMutableRawPointer
  ) {
    let read = bands.rowsRead(band)
    let above = read.lowerBound - (band.rows.lowerBound - bands.reach)
    let below = band.rows.upperBound + bands.reach - read.upperBound
    columns.initializeMemory(as: UInt8.self, repeating: 0, count: above * rowBytes)
    let first = (band.image * bands.height + read.lowerBound) * bands.width * length(-1) * dtype.byteCount
    ck_gather_columns(
      pointer + first, columns + above * rowBytes, read.count, bands.width, length(-1), side, dtype.byteCount)
    (columns + (above + read.count) * rowBytes)
      .initializeMemory(as: UInt8.self, repeating: 0, count: below * rowBytes)
  }

  private func multiply(
    _ dy: Tensor, _ bands: ImageBands, _ band: ImageBands.Band, _ columns: UnsafeMutableRawPointer, _ rowBytes: Int,
    accumulate: Bool, into sum: Tensor
  ) {
    let (inputs, outputs, side) = (length(-1), dy.length(-1), sum.length(-2))
    let gemm = Gemm(
      m: outputs, n: side * inputs, k: band.rows.count * bands.width, transposeA: true, lda: outputs,
      ldb: side * inputs, ldc: side * side * inputs, type: dtype, result: .f32, accumulate: accumulate)
    let first = (band.image * bands.height + band.rows.lowerBound) * bands.width * outputs * dtype.byteCount
    for row in 0..<side {
      gemm.run(dy.pointer + first, columns + row * rowBytes, sum.pointer + row * side * inputs * 4)
    }
  }

  /// The filter (O, s, s, I) whose convolution with dy is the gradient of x: turned by 180 degrees, (I, s, s, O).
  public func turnedFilter() -> Tensor {
    let (o, s, i) = (shape[0], shape[1], shape[3])
    let reversed = reshaped([o, s * s, i]).permuted([1, 0, 2]).gatherRows((0..<s * s).reversed())
    return reversed.permuted([2, 0, 1]).reshaped([i, s, s, o])
  }
}
