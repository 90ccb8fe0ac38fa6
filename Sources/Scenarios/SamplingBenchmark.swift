import Diagnostics
import Scoring
import TensorCore
import WorldModel

/// Times rollouts of one sequence as `orrery run` makes them: five given frames, 44 predicted ones, four steps.
///
/// Frames are noise and actions stand still: what the numbers are does not change the work.
public struct SamplingBenchmark {
  public static let context = 5
  public static let horizon = 44
  public static let steps = 4

  private let predictor: WorldModelPredictor
  private let request: PredictionRequest
  private let views: Int

  public init(_ model: WorldModel) throws {
    let setting = model.setting
    predictor = WorldModelPredictor(model)
    views = setting.cameras.count
    let count = Self.context * setting.height * setting.width * 3
    let clips = try (0..<views).map { view in
      let noise = Philox(seed: 1, stream: UInt32(view)).uniform([count]).floats()
      return try Clip(
        frames: Self.context, height: setting.height, width: setting.width, bytes: noise.map { UInt8($0 * 255) })
    }
    let still = setting.contract.dimensions.map { Float(($0.q01 + $0.q99) / 2) }
    let actions = [[Float]](repeating: still, count: Self.context + Self.horizon)
    request = PredictionRequest(
      context: clips, sequences: [.init(actions: actions, seed: 1)], horizon: Self.horizon, steps: Self.steps)
  }

  /// Predicted frames of all cameras in a rollout.
  public var frames: Int { Self.horizon * views }

  /// Seconds of sampling and decoding one rollout.
  public func time() throws -> Double {
    var timing = PredictionTiming()
    try predictor.predict(request, timing: &timing) { _ in }
    return timing.sample + timing.decode
  }
}
