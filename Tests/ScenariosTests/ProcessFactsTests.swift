import Foundation
import Testing

@testable import Scenarios

@Suite struct ProcessFactsTests {
  /// What is taken and touched is counted, and stays counted.
  ///
  /// In a process of its own, whose peak is its own too.
  @Test func thePeakGrowsWithWhatIsTouchedAndStays() async {
    await #expect(processExitsWith: .success) {
      let before = ProcessFacts.peakMemoryMB
      precondition(before > 1)
      let size = 100_000_000 + Int(before * 1e6)
      let memory = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 4096)
      for page in stride(from: 0, to: size, by: 4096) { memory.storeBytes(of: 1, toByteOffset: page, as: UInt8.self) }
      let during = ProcessFacts.peakMemoryMB
      memory.deallocate()
      precondition(during >= Double(size) / 1e6)
      // The kernel counts a little late.
      precondition(ProcessFacts.peakMemoryMB >= during - 2)
    }
  }

  @Test func ageIsCounted() {
    let age = ProcessFacts.age
    usleep(30_000)
    #expect(age >= 0 && ProcessFacts.age > age)
  }
}
