import CKernels

extension Tensor {
  /// Each frame beside those before it: (B, T, H, W, C) to (B, T, H, W, taps C), oldest first.
  ///
  /// `past` (B, taps - 1, H, W, C) stands before the first frame; without it there are zeros. A convolution over the
  /// result is a causal convolution in time.
  public func stackedTaps(_ taps: Int, past: Tensor? = nil) -> Tensor {
    let (b, t) = (shape[0], shape[1])
    let frame = shape.dropFirst(2).reduce(1, *)
    precondition(
      past.map { $0.shape == [b, taps - 1] + shape.dropFirst(2) && $0.dtype == dtype } ?? true,
      "a past of \(past?.shape ?? []) before \(shape) with \(taps) taps")
    let result = Tensor(uninitialized: shape.dropLast() + [taps * length(-1)], dtype)
    let size = frame * dtype.byteCount
    ThreadPool.parallelFor(b * t * taps) { tile in
      let (image, tap) = (tile / taps, tile % taps)
      let source = image % t + tap - (taps - 1)
      var from: UnsafeRawPointer?
      if source >= 0 {
        from = UnsafeRawPointer(pointer + (image / t * t + source) * size)
      } else if let past {
        from = UnsafeRawPointer(past.pointer + ((image / t + 1) * (taps - 1) + source) * size)
      }
      interleave(from, into: result.pointer + image * taps * size, tap, taps)
    }
    return result
  }

  /// Writes a frame's channels (or zeros) as tap `tap` of `taps`.
  private func interleave(_ from: UnsafeRawPointer?, into: UnsafeMutableRawPointer, _ tap: Int, _ taps: Int) {
    let pixel = length(-1) * dtype.byteCount
    for i in 0..<shape[2] * shape[3] {
      let to = into + (i * taps + tap) * pixel
      if let from {
        to.copyMemory(from: from + i * pixel, byteCount: pixel)
      } else {
        to.initializeMemory(as: UInt8.self, repeating: 0, count: pixel)
      }
    }
  }

  /// The adjoint of `stackedTaps` without a past: (B, T, H, W, taps C) to (B, T, H, W, C).
  public func foldedTaps(_ taps: Int) -> Tensor {
    let (t, channels) = (shape[1], length(-1) / taps)
    let result = Tensor(uninitialized: shape.dropLast() + [channels], dtype)
    let pixels = shape[2] * shape[3]
    let size = dtype.byteCount
    ThreadPool.parallelFor(shape[0] * t) { image in
      for pixel in 0..<pixels {
        let to = result.pointer + (image * pixels + pixel) * channels * size
        for ahead in 0..<min(taps, t - image % t) {
          let from = pointer + (((image + ahead) * pixels + pixel) * taps + taps - 1 - ahead) * channels * size
          if ahead == 0 {
            // Not "plus 0 times what is there": that may be no number.
            to.copyMemory(from: from, byteCount: channels * size)
          } else {
            ck_combine(from, dtype.code, 1, to, dtype.code, 1, to, dtype.code, channels)
          }
        }
      }
    }
    return result
  }
}
