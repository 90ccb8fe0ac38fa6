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
    let (x, n) = (value, Float(max(1, value.count)))
    let width = weights.isEmpty ? 0 : value.count / weights.count
    precondition(width * weights.count == value.count, "\(weights.count) weights for \(value.count) values")
    let y = Tensor([Float(x.weightedSquares(target, weights, width: width) / Double(n))], shape: [])
    guard let node else { return Variable(y) }
    return node.tape.record(y) { dy in
      node.add(x.weightedDifference(target, weights, width: width, factor: 2 * dy.item / n))
    }
  }
}

extension Tensor {
  /// The sum of weight (a - b)^2, a weight for every `width` elements.
  fileprivate func weightedSquares(_ b: Tensor, _ weights: [Float], width: Int) -> Double {
    withFloats { x in
      b.withFloats { y in
        var sum = 0.0
        for (part, weight) in weights.enumerated() where weight != 0 {
          var own: Float = 0
          for i in part * width..<(part + 1) * width { own += (x[i] - y[i]) * (x[i] - y[i]) }
          sum += Double(weight) * Double(own)
        }
        return sum
      }
    }
  }

  /// factor weight (a - b).
  fileprivate func weightedDifference(_ b: Tensor, _ weights: [Float], width: Int, factor: Float) -> Tensor {
    let result = Tensor(uninitialized: shape, .f32)
    withFloats { x in
      b.withFloats { y in
        result.withMutableFloats { out in
          for (part, weight) in weights.enumerated() {
            let scale = factor * weight
            for i in part * width..<(part + 1) * width { out[i] = scale * (x[i] - y[i]) }
          }
        }
      }
    }
    return result
  }
}
