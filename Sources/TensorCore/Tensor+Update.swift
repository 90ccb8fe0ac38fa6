import CKernels

// Updates in place of tensors that one owner keeps: moments, averages, parameters.
extension Tensor {
  /// Takes over another tensor's numbers.
  public func overwrite(with x: Tensor) {
    precondition(x.count == count, "\(x.shape) over \(shape)")
    ck_convert(x.pointer, x.dtype.code, pointer, dtype.code, count)
  }

  /// this += t (x - this), in f32.
  public func moveTowards(_ x: Tensor, by t: Float) {
    precondition(x.count == count, "\(x.shape) towards \(shape)")
    ck_lerp(floatPointer, x.floatPointer, t, count)
  }

  /// With g = scale gradient: this += (1 - momentum) (g - this); gives g + momentum (this - g), Nesterov's look ahead.
  public func nesterovUpdate(_ gradient: Tensor, scale: Float, momentum: Float) -> Tensor {
    precondition(gradient.count == count, "a gradient of \(gradient.shape) for momentum \(shape)")
    let update = Tensor(uninitialized: shape)
    ck_muon_momentum(floatPointer, gradient.floatPointer, scale, momentum, update.floatPointer, count)
    return update
  }

  /// this = keep this - rate x.
  public func decayedStep(_ x: Tensor, keep: Float, rate: Float) {
    precondition(x.count == count, "a step of \(x.shape) for \(shape)")
    ck_decayed_step(floatPointer, x.pointer, x.dtype.code, keep, rate, count)
  }

  /// AdamW's step on this value with its two moments.
  public func adamWStep(_ gradient: Tensor, first: Tensor, second: Tensor, _ numbers: AdamWNumbers) {
    precondition(gradient.count == count && first.count == count, "a gradient of \(gradient.shape) for \(shape)")
    var settings = ck_adamw_settings(
      rate: numbers.rate, beta1: numbers.beta1, beta2: numbers.beta2, epsilon: numbers.epsilon, decay: numbers.decay,
      correction1: numbers.correction1, correction2: numbers.correction2, gradient_scale: numbers.gradientScale)
    ck_adamw(
      floatPointer, first.floatPointer, second.floatPointer, gradient.floatPointer, &settings, count)
  }
}
