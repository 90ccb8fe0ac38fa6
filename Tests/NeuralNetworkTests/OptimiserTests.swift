import Autograd
import NeuralNetwork
import TensorCore
import TestSupport
import Testing

@Suite struct OptimiserTests {
  /// The matrix and the vector of the golden optimisers.
  struct Pair: Module {
    let matrix: Parameter
    let vector: Parameter

    init(_ golden: Golden) throws {
      matrix = Parameter(try golden["start.matrix"].copy())
      vector = Parameter(try golden["start.vector"].copy())
    }

    var parameters: [NamedParameter] { [NamedParameter("matrix", matrix), NamedParameter("vector", vector)] }

    func step(_ golden: Golden, _ number: Int, _ optimiser: Optimiser) throws {
      matrix.gradient = try golden["gradient.\(number).matrix"]
      vector.gradient = try golden["gradient.\(number).vector"]
      optimiser.step(rate: 0.1 * Schedule.cosine(step: number, total: 10, warmup: 3))
    }
  }

  @Test func tenStepsMatchPyTorch() throws {
    let golden = try Golden("optimisers")
    let pair = try Pair(golden)
    let optimiser = Optimiser(pair.parameters, usesMuon: true, decay: 0.02)
    #expect(optimiser.muon.parameters.map(\.name) == ["matrix"] && optimiser.adamW.parameters.map(\.name) == ["vector"])
    let average = MovingAverage(pair.parameters, decay: 0.9)
    for number in 0..<10 {
      try pair.step(golden, number, optimiser)
      average.update()
    }
    #expect(disagreement(pair.vector.value, try golden["end.vector"], Golden.wholeLayer) == nil)
    #expect(disagreement(pair.matrix.value, try golden["end.matrix"], Tolerance(relative: 1e-2)) == nil)
    average.copy(to: pair.parameters)
    #expect(disagreement(pair.vector.value, try golden["average.vector"], Golden.wholeLayer) == nil)
    #expect(disagreement(pair.matrix.value, try golden["average.matrix"], Tolerance(relative: 1e-2)) == nil)
  }

  @Test(arguments: ["wide", "tall"]) func orthogonalisationMatchesPyTorch(_ name: String) throws {
    let golden = try Golden("optimisers")
    let found = try golden["\(name).in"].orthogonalised()
    let expected = try golden["\(name).out"]
    // Newton-Schulz runs in bf16 and multiplies small singular values by 3.4 a step, and their rounding with them: five
    // steps of five roundings each leave elements a tenth apart, all together a few hundredths.
    let error = (found.squaredDistance(to: expected) / expected.sumOfSquares()).squareRoot()
    #expect(found.shape == expected.shape && error < 0.05, "\(error)")
  }

  @Test func resumingFromTheStateGivesTheSameBits() throws {
    let golden = try Golden("optimisers")
    let whole = try Pair(golden)
    let parts = try Pair(golden)
    let straight = Optimiser(whole.parameters, usesMuon: true)
    for number in 0..<6 { try whole.step(golden, number, straight) }
    let first = Optimiser(parts.parameters, usesMuon: true)
    for number in 0..<3 { try parts.step(golden, number, first) }
    let state = Dictionary(uniqueKeysWithValues: first.state.map { ($0.name, $0.tensor.copy()) })
    let second = Optimiser(parts.parameters, usesMuon: true)
    try second.restore { name in try #require(state[name]) }
    for number in 3..<6 { try parts.step(golden, number, second) }
    #expect(whole.matrix.value.floats() == parts.matrix.value.floats())
    #expect(whole.vector.value.floats() == parts.vector.value.floats())
  }

  @Test func clippingScalesTheNormToItsLimit() {
    let parameters = [3, 4].map { NamedParameter("p\($0)", Parameter(.zeros([1]))) }
    parameters[0].parameter.gradient = Tensor([3], shape: [1])
    parameters[1].parameter.gradient = Tensor([4], shape: [1])
    let norm = GradientNorm(parameters)
    #expect(norm.norm == 5 && norm.scale(limit: 10) == 1 && abs(norm.scale(limit: 1) - 0.2) < 1e-6)
    parameters[0].parameter.gradient = Tensor([.nan], shape: [1])
    #expect(!GradientNorm(parameters).isFinite)
  }

  @Test func theScheduleWarmsUpAndDecays() {
    func rate(_ step: Int) -> Float { Schedule.cosine(step: step, total: 110, warmup: 10) }
    #expect(rate(0) == 0.1 && rate(9) == 1 && rate(10) == 1)
    #expect(abs(rate(60) - 0.51) < 1e-6 && abs(rate(110) - 0.02) < 1e-6 && rate(500) == rate(110))
  }

  @Test func plainLayersStayWithAdamW() {
    let names = ["head.weight", "blocks.0.weight"].map { NamedParameter($0, Parameter(.zeros([2, 2]))) }
    let optimiser = Optimiser(names, usesMuon: true, plain: ["head"])
    #expect(optimiser.adamW.parameters.map(\.name) == ["head.weight"])
    #expect(Optimiser(names, usesMuon: false).muon.parameters.isEmpty)
  }

  /// Without a gradient's push, a matrix shrinks by rate × decay under either; what is plain, or no matrix, stays.
  @Test(arguments: [true, false]) func decayDrawsMatricesToZero(usesMuon: Bool) {
    let names = [("blocks.0.weight", [2, 2]), ("blocks.0.bias", [2]), ("head.weight", [2, 2])].map {
      NamedParameter($0.0, Parameter(Tensor([Float](repeating: 1, count: $0.1.reduce(1, *)), shape: $0.1)))
    }
    let optimiser = Optimiser(names, usesMuon: usesMuon, plain: ["head"], decay: 0.5)
    for named in names { named.parameter.gradient = .zeros(named.parameter.shape) }
    optimiser.step(rate: 0.1)
    let ends = names.map { $0.parameter.value.floats()[0] }
    #expect(abs(ends[0] - 0.95) < 1e-6 && ends[1] == 1 && ends[2] == 1, "\(ends)")
  }

  @Test func threadsDoNotChangeAStep() throws {
    let golden = try Golden("optimisers")
    let ends = try underThreadCounts {
      let pair = try Pair(golden)
      let optimiser = Optimiser(pair.parameters, usesMuon: true)
      for number in 0..<3 { try pair.step(golden, number, optimiser) }
      return pair.matrix.value.floats() + pair.vector.value.floats()
    }
    #expect(ends[0] == ends[1] && ends[0] == ends[2])
  }
}
