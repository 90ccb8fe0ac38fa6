import Testing

@testable import WorldModel

@Suite struct NoiseScheduleTests {
  @Test func levelsFallFromOneToNothing() {
    #expect(NoiseSchedule(steps: 4).levels == [1, 0.75, 0.5, 0.25, 0])
    let shifted = NoiseSchedule(steps: 4, shift: 3).levels
    #expect(shifted.first == 1 && shifted.last == 0)
    #expect(zip(shifted, [1, 0.9, 0.75, 0.5, 0]).allSatisfy { abs($0 - $1) < 1e-6 })
    #expect(NoiseSchedule(steps: 1, shift: 7).levels == [1, 0])
  }
}
