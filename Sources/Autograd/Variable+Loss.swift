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
  /// x (B, T, ...) with B T weights weighs frames. x and the target are f32.
  public func weightedSquaredError(_ target: Tensor, weights: [Float]) -> Variable {
    weighted(target, weights, { $0 * $0 }, slope: { 2 * $0 })
  }

  /// The mean of weight |x - target|, weighted in the same way.
  public func weightedAbsoluteError(_ target: Tensor, weights: [Float]) -> Variable {
    weighted(target, weights, { abs($0) }, slope: { $0 > 0 ? 1 : $0 < 0 ? -1 : 0 })
  }

  @inline(__always) private func weighted(
    _ target: Tensor, _ weights: [Float], _ measure: (Float) -> Float, slope: @escaping (Float) -> Float
  ) -> Variable {
    let (x, n) = (value, Float(max(1, value.count)))
    let width = weights.isEmpty ? 0 : value.count / weights.count
    precondition(width * weights.count == value.count, "\(weights.count) weights for \(value.count) values")
    let y = Tensor([Float(x.weightedSum(target, weights, width: width, measure) / Double(n))], shape: [])
    guard let node else { return Variable(y) }
    return node.tape.record(y) { dy in
      node.add(x.weightedSlope(target, weights, width: width, factor: dy.item / n, slope))
    }
  }
}

extension Tensor {
  /// The sum of weight measure(a - b), a weight for every `width` elements.
  @inline(__always) fileprivate func weightedSum(
    _ b: Tensor, _ weights: [Float], width: Int, _ measure: (Float) -> Float
  ) -> Double {
    withFloats { x in
      b.withFloats { y in
        var sum = 0.0
        for (part, weight) in weights.enumerated() where weight != 0 {
          var own: Float = 0
          for i in part * width..<(part + 1) * width { own += measure(x[i] - y[i]) }
          sum += Double(weight) * Double(own)
        }
        return sum
      }
    }
  }

  /// factor weight slope(a - b).
  @inline(__always) fileprivate func weightedSlope(
    _ b: Tensor, _ weights: [Float], width: Int, factor: Float, _ slope: (Float) -> Float
  ) -> Tensor {
    let result = Tensor(uninitialized: shape, .f32)
    withFloats { x in
      b.withFloats { y in
        result.withMutableFloats { out in
          for (part, weight) in weights.enumerated() {
            let scale = factor * weight
            for i in part * width..<(part + 1) * width { out[i] = scale * slope(x[i] - y[i]) }
          }
        }
      }
    }
    return result
  }
}
