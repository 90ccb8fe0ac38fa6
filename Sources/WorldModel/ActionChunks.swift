import Episodes
import TensorCore

/// Actions as the network is told them.
public enum ActionChunks {
  /// The chunks of latent frames 0 ..< count: frame i > 0 holds actions group (i - 1) ..< group i, frame 0 holds zeros.
  ///
  /// Each dimension's `unitRanges` become -1...1. Beyond the last action, that one is repeated.
  /// - Parameter actions: T × A, action t leading from frame t to t + 1, frame 0 being the context's first.
  /// - Returns: (count, group, A) in f32.
  public static func make(_ actions: [[Float]], contract: ActionContract, group: Int, count: Int) -> Tensor {
    let ranges = contract.unitRanges
    let low = ranges.map { Float($0.lowerBound) }
    let scale = ranges.map { Float(2 / max($0.upperBound - $0.lowerBound, 1e-6)) }
    var values = [Float](repeating: 0, count: group * contract.width)
    for i in 0..<max(0, count - 1) {
      for k in 0..<group {
        let action = actions[min(group * i + k, actions.count - 1)]
        precondition(action.count == contract.width, "an action of \(action.count) numbers, not \(contract.width)")
        for d in action.indices { values.append((action[d] - low[d]) * scale[d] - 1) }
      }
    }
    return Tensor(values, shape: [max(1, count), group, contract.width])
  }

  /// The chunk of one latent frame, (1, group, A) in f32, of its `group` actions.
  public static func chunk(_ actions: [[Float]], contract: ActionContract) -> Tensor {
    make(actions, contract: contract, group: actions.count, count: 2).rows(1..<2)
  }
}
