import Diagnostics
import TensorCore
import Testing

@testable import Scenarios

@Suite struct PixelsTests {
  @Test func bytesComeBackFromTheirTensor() {
    let bytes = (0...255).map { UInt8($0) }
    #expect(Pixels.bytes(Pixels.tensor(bytes, shape: [256])) == bytes)
  }

  /// What a network says may be beyond black and white, and a broken one says what is no number at all.
  @Test func noNumberCrashesAndIsRefused() {
    let odd = Tensor([.nan, .infinity, -.infinity, 1e30, -1e30, 3, 0], shape: [7])
    #expect(Pixels.bytes(odd) == [0, 255, 0, 255, 0, 255, 128])
    let error = #expect(throws: UserError.self) { try Pixels.requireNumbers(odd, of: "models/x") }
    #expect(error?.description.contains("models/x: predicts what is no number") == true)
    #expect(throws: Never.self) { try Pixels.requireNumbers(.full([3], 7), of: "models/x") }
  }
}
