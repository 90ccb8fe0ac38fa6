/// What a policy is to achieve: where one object has to be at the end.
public struct PolicyGoal: Codable, Equatable, Sendable {
  public var object: String
  /// x, y in metres, around which it has to lie.
  public var near: [Double]?
  /// Metres from `near`, seen from above.
  public var within: Double?
  /// The least height of its centre, metres.
  public var above: Double?

  public init(object: String, near: [Double]? = nil, within: Double? = nil, above: Double? = nil) {
    (self.object, self.near, self.within, self.above) = (object, near, within, above)
  }

  /// Frames at the end of an attempt that decide: half a second.
  public static func frames(rate: Double) -> Int { max(1, Int((rate / 2).rounded())) }

  /// Whether an object whose centre is here has reached the goal.
  public func isReached(at place: SIMD3<Double>) -> Bool {
    if let above, place.z < above { return false }
    guard let near, let within else { return true }
    let (dx, dy) = (place.x - near[0], place.y - near[1])
    return (dx * dx + dy * dy).squareRoot() <= within
  }

  /// The verdict on a path: where the object is, on the median of each coordinate, in the last frames of an attempt.
  ///
  /// An object that is not seen in half of them has reached nothing.
  public func isReached(atEndOf path: [SIMD3<Double>?]) -> Bool {
    let seen = path.compactMap { $0 }
    guard !seen.isEmpty, 2 * seen.count >= path.count else { return false }
    func median(_ values: [Double]) -> Double {
      let sorted = values.sorted()
      return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
    }
    return isReached(at: SIMD3(median(seen.map(\.x)), median(seen.map(\.y)), median(seen.map(\.z))))
  }
}
