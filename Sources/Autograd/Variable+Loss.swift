import TensorCore

extension Variable {
  /// The mean of (x - target)^2, a scalar in f32.
  public func meanSquaredError(_ target: Tensor) -> Variable {
    let (x, n) = (value, Float(max(1, value.count)))
    let y = Tensor([Float(x.squaredDistance(to: target)) / n], shape: [])
    guard let node else { return Variable(y) }
    return node.tape.record(y) { dy in
      node.add(x.distanceGradient(to: target, squared: 2 * dy.item / n, absolute: 0))
    }
  }

  /// The mean of |x - target|.
  public func meanAbsoluteError(_ target: Tensor) -> Variable {
    let (x, n) = (value, Float(max(1, value.count)))
    let y = Tensor([Float(x.absoluteDistance(to: target)) / n], shape: [])
    guard let node else { return Variable(y) }
    return node.tape.record(y) { dy in
      node.add(x.distanceGradient(to: target, squared: 0, absolute: dy.item / n))
    }
  }

  /// The mean of weight (x - target)^2, with one weight for each of `weights.count` equal parts of x, in order:
  /// x (B, T, ...) with B T weights weighs frames.
  public func weightedSquaredError(_ target: Tensor, weights: [Float]) -> Variable {
    let (x, n) = (value.reshaped([weights.count, -1]), Float(max(1, value.count)))
    let target = target.reshaped([weights.count, -1])
    var sum = 0.0
    for (part, weight) in weights.enumerated() {
      sum += Double(weight) * x.rows(part..<part + 1).squaredDistance(to: target.rows(part..<part + 1))
    }
    let y = Tensor([Float(sum / Double(n))], shape: [])
    guard let node else { return Variable(y) }
    let shape = self.shape
    return node.tape.record(y) { dy in
      let parts = weights.enumerated().map { part, weight in
        x.rows(part..<part + 1).distanceGradient(
          to: target.rows(part..<part + 1), squared: 2 * weight * dy.item / n, absolute: 0)
      }
      node.add(Tensor.concatenated(parts, axis: 0).reshaped(shape))
    }
  }
}
