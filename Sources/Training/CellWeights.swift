import TensorCore

/// What the error in each cell weighs, by what moves there (`MotionMap`).
struct CellWeights {
  private let thing, moving: Float
  private let balanced: Bool

  init(_ plan: DynamicsPlan) {
    (thing, moving) = (Float(plan.motionWeight), Float(plan.objectWeight))
    balanced = plan.balanced
  }

  func weight(_ value: Float) -> Float {
    value >= MotionMap.moving ? moving : value >= MotionMap.thing ? thing : 1
  }

  /// A frame's weight in each of its cells: `maps` has frames.count equal parts, of `windows` windows one after another.
  func callAsFunction(_ frames: [Float], _ maps: [Float], windows: Int) -> [Float] {
    let cells = maps.count / frames.count
    let each = maps.count / windows
    var weights = maps.map(weight)
    if balanced {
      for start in stride(from: 0, to: weights.count, by: each) {
        let mean = weights[start..<(start + each)].reduce(0, +) / Float(each)
        for i in start..<(start + each) { weights[i] /= mean }
      }
    }
    return weights.indices.map { frames[$0 / cells] * weights[$0] }
  }

  /// The window among those drawn whose cells weigh most in all; of equals, the first.
  func liveliest(_ drawn: [(LatentStore.Clip, start: Int)], window: Int) -> (LatentStore.Clip, start: Int) {
    guard drawn.count > 1 else { return drawn[0] }
    let sums = drawn.map { clip, start in
      clip.motion.rows(start..<(start + window)).floats().reduce(0) { $0 + weight($1) }
    }
    return drawn[sums.indices.max { (sums[$0], $1) < (sums[$1], $0) } ?? 0]
  }
}
