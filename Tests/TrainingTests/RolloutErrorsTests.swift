import TensorCore
import Testing

@testable import Training

@Suite struct RolloutErrorsTests {
  /// Two cells of two numbers; one is nothing, one a moving object. Worked out by hand.
  @Test func errorsAreCountedWhereTheMarksSay() {
    func latents(_ values: [Float]) -> Tensor { Tensor(values, shape: [1, 1, 1, 1, 2, 2]) }
    var errors = RolloutErrors()
    errors.add(
      latents([1, 1, 3, 3]), shuffled: latents([0, 0, 0, 0]), frozen: latents([2, 2, 0, 0]),
      truth: latents([1, 1, 4, 4]), marks: [MotionMap.nothing, MotionMap.moving])
    // Held still: 2 in the first cell, 32 in the second. Rolled: 0 and 2. Shuffled: 34.
    let figures = Dictionary(uniqueKeysWithValues: errors.figures.map { ($0.name, $0.value) })
    #expect(figures["latent_error"] == 2 / 34.0)
    #expect(figures["latent_error_shuffled"] == 1)
    #expect(figures["latent_error_things"] == 2 / 32.0)
    #expect(figures["latent_error_moving"] == 2 / 32.0)
  }

  @Test func whatIsNotThereHasNoFigure() {
    var errors = RolloutErrors()
    let one = Tensor.full([1, 1, 1, 1, 1, 1], 1)
    #expect(errors.figures.isEmpty)
    errors.add(one, shuffled: one, frozen: .zeros([1, 1, 1, 1, 1, 1]), truth: one, marks: [MotionMap.thing])
    #expect(errors.figures.map(\.name) == ["latent_error", "latent_error_shuffled", "latent_error_things"])
  }

  /// Without another clip nothing is said of other actions.
  @Test func aLoneClipBorrowsNoActions() {
    var errors = RolloutErrors()
    let one = Tensor.full([1, 1, 1, 1, 1, 1], 1)
    errors.add(one, shuffled: nil, frozen: .zeros([1, 1, 1, 1, 1, 1]), truth: one, marks: [MotionMap.thing])
    #expect(errors.figures.map(\.name) == ["latent_error", "latent_error_things"])
  }
}
