import Foundation
import Testing

@testable import Scenarios

@Suite struct ProcessFactsTests {
  /// What is taken and touched is counted, and stays counted.
  @Test func thePeakGrowsWithWhatIsTouchedAndStays() {
    let before = ProcessFacts.peakMemoryMB
    #expect(before > 1)
    let size = 200_000_000 + Int(before * 1e6)
    let memory = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 4096)
    for page in stride(from: 0, to: size, by: 4096) { memory.storeBytes(of: 1, toByteOffset: page, as: UInt8.self) }
    let during = ProcessFacts.peakMemoryMB
    memory.deallocate()
    #expect(during >= Double(size) / 1e6)
    // The kernel counts a little late.
    #expect(ProcessFacts.peakMemoryMB >= during - 2)
  }

  @Test func ageIsCounted() {
    let age = ProcessFacts.age
    usleep(30_000)
    #expect(age >= 0 && ProcessFacts.age > age)
  }
}
