/// What AdamW's update of one step needs besides the tensors.
public struct AdamWNumbers: Sendable {
  public var rate: Float
  public var beta1: Float
  public var beta2: Float
  public var epsilon: Float
  public var decay: Float
  /// 1 - beta^t of both moments.
  public var correction1: Float
  public var correction2: Float
  public var gradientScale: Float

  public init(
    rate: Float, beta1: Float, beta2: Float, epsilon: Float, decay: Float, steps: Int, gradientScale: Float
  ) {
    (self.rate, self.beta1, self.beta2, self.epsilon, self.decay) = (rate, beta1, beta2, epsilon, decay)
    correction1 = 1 - Self.power(beta1, steps)
    correction2 = 1 - Self.power(beta2, steps)
    self.gradientScale = gradientScale
  }

  /// In double precision: beta^t is close to 1 at first.
  private static func power(_ beta: Float, _ steps: Int) -> Float {
    Float((0..<min(steps, 100_000)).reduce(1.0) { product, _ in product * Double(beta) })
  }
}
