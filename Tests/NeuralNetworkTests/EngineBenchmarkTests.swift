import NeuralNetwork
import Testing

@Suite struct EngineBenchmarkTests {
  @Test func everyPartHasARateAndAShare() {
    let results = EngineBenchmark(patience: 0.01).run()
    #expect(results.count == 9 && Set(results.map(\.name)).count == 9)
    #expect(results.allSatisfy { $0.rate > 0 && $0.rate.isFinite && $0.share > 0 })
    #expect(results.prefix(3).allSatisfy { $0.share == 1 })
  }
}
