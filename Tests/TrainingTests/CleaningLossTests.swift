import Autograd
import Foundation
import NeuralNetwork
import TensorCore
import Testing

@testable import Training
@testable import WorldModel

@Suite struct CleaningLossTests {
  private let configuration = DynamicsConfiguration(
    latent: 5, patch: 2, views: 1, width: 16, depth: 2, heads: 2, mlp: 2, modulationRank: 4, actionWidth: 2, group: 2,
    window: 8)
  private let window = 5

  /// Two pairs; the heads of a new network are zero, so its weights are shaken.
  private func loss(ownFrom: Int?, depth: Int = 1) -> (CleaningLoss, Tensor) {
    let dynamics = Dynamics(configuration, random: Philox(seed: 1, stream: 0))
    for (i, named) in dynamics.parameters.enumerated() {
      let value = named.parameter.value
      named.parameter.value = value.combined(1, Philox(seed: 7, stream: UInt32(i)).normal(value.shape), 0.1)
    }
    let random = Philox(seed: 2, stream: 0)
    let clips = random.normal([2, window, 1, 4, 4, 5])
    let actions = random.split(1).normal([2, window, 2, 2])
    let latents = Tensor.concatenated([clips, clips], axis: 1)
    let draw = WindowDraw(
      latents: latents, actions: .concatenated([actions, actions], axis: 1),
      levels: (0..<2 * 2 * window).map { $0 % (2 * window) < window ? 0.05 : 0.7 },
      weights: (0..<2 * 2 * window).map { $0 % (2 * window) < window ? 0 : 1 },
      given: [Bool](repeating: true, count: 4 * window), sight: .paired, ownFrom: ownFrom,
      ownDepth: depth)
    return (CleaningLoss(dynamics, draw, random.split(2)), latents)
  }

  @Test func theOwnPastBeginsWhereItIsToldAndLeavesTheTargets() {
    let (loss, latents) = loss(ownFrom: 3)
    let shown = loss.withOwnPast(from: 3, Context(.f32))
    #expect(shown.shape == latents.shape)
    func part(_ tensor: Tensor, _ range: Range<Int>) -> [Float] { tensor.slice(axis: 1, range).floats() }
    #expect(part(shown, 0..<3) == part(latents, 0..<3))
    #expect(part(shown, window..<2 * window) == part(latents, window..<2 * window))
    #expect(zip(part(shown, 3..<5), part(latents, 3..<5)).allSatisfy { $0 != $1 })
  }

  /// The last frame's prediction depends on frames before it, so a predicted past changes the loss; the same way twice.
  @Test func anOwnPastChangesTheLossAndRepeats() {
    func value(_ ownFrom: Int?) -> Float { loss(ownFrom: ownFrom).0(Context(.f32)).value.item }
    #expect(value(nil) != value(3))
    #expect(value(3) == value(3))
  }

  /// The first own frame follows a true past whatever the depth; later ones follow own frames where it is 2.
  @Test func deeperPastsFollowTheirOwnFrames() {
    func shown(_ depth: Int) -> Tensor { loss(ownFrom: 2, depth: depth).0.withOwnPast(from: 2, Context(.f32)) }
    let (one, two, three) = (shown(1), shown(2), shown(3))
    func part(_ tensor: Tensor, _ range: Range<Int>) -> [Float] { tensor.slice(axis: 1, range).floats() }
    #expect(part(one, 0..<3) == part(two, 0..<3) && part(one, 3..<4) != part(two, 3..<4))
    #expect(part(two, 0..<4) == part(three, 0..<4) && part(two, 4..<5) != part(three, 4..<5))
    #expect(part(one, window..<2 * window) == part(three, window..<2 * window))
  }

  /// It is shown, not learned through: a step's gradient has a tape for one pass alone.
  @Test func noGradientFlowsThroughTheOwnPast() {
    func operations(_ ownFrom: Int?) -> Int {
      let tape = Tape()
      _ = loss(ownFrom: ownFrom).0(Context(.f32, tape: tape))
      return tape.count
    }
    #expect(operations(3) == operations(nil))
  }

  @Test func theLiveliestWindowIsTaken() throws {
    func clip(_ marks: [Float]) -> LatentStore.Clip {
      LatentStore.Clip(
        latents: .zeros([4, 1, 1, 1, 1], .bf16), actions: .zeros([4, 1, 1]),
        motion: Tensor(marks, shape: [4, 1, 1, 1]))
    }
    let plan = try DynamicsPlan(file: Self.planFile())
    let weigh = CellWeights(plan)
    #expect(weigh([1, 2], [0, 1, 2, 2], windows: 1) == [1, 3, 40, 40])
    let drawn = [(clip([0, 1, 1, 0]), start: 0), (clip([0, 0, 0, 2]), start: 0), (clip([2, 0, 0, 2]), start: 1)]
    #expect(weigh.liveliest(drawn, window: 3).start == 1)
    #expect(weigh.liveliest(Array(drawn[..<2]), window: 3).0.motion.floats()[1] == 1)
  }

  /// Balanced, a window in which everything moves weighs no more than one in which a single cell does.
  @Test func balancedWindowsWeighAlike() throws {
    var plan = try DynamicsPlan(file: Self.planFile())
    plan.balanced = true
    let weights = CellWeights(plan)([1, 1, 1, 1], [1, 1, 1, 1, 0, 0, 0, 2], windows: 2)
    #expect(weights[..<4].allSatisfy { $0 == 1 })
    #expect(abs(weights[4...].reduce(0, +) - 4) < 1e-5 && abs(weights[7] - 20 * weights[4]) < 1e-5)
  }

  private static func planFile() throws -> URL {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("plan-\(UUID().uuidString).yaml")
    let text = """
      schema: 1
      data: [a]
      validation: [b]
      cameras: [front]
      compressor: c
      out: d
      seed: 1
      steps: 1
      batch: 1
      rate: 0.1
      motion_weight: 3
      object_weight: 20
      model:
        {latent: 5, patch: 2, views: 1, width: 16, depth: 2, heads: 2, mlp: 2, modulation_rank: 4, action_width: 2, group: 2, window: 8}
      """
    try Data(text.utf8).write(to: file)
    return file
  }
}
