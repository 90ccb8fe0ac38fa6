import Foundation
import TensorCore
import TestSupport
import Testing

/// CPUs that lack what this one has. Each case runs in a process of its own, in which oneDNN is told of a smaller CPU.
@Suite struct ProcessorTests {
  /// bf16 without AVX-512: oneDNN refuses it, so products and convolutions widen to f32.
  @Test func halfPrecisionWorksWithoutAVX512() async {
    await #expect(processExitsWith: .success) {
      setenv("ONEDNN_MAX_CPU_ISA", "AVX2", 1)
      precondition(!Processor.supportsBF16 && !Processor.hasNativeBF16)
      precondition(ProcessorTests.halfPrecisionError() == nil, "\(ProcessorTests.halfPrecisionError() ?? "")")
    }
  }

  /// bf16 emulated by oneDNN on the first AVX-512 CPUs.
  @Test func halfPrecisionWorksWithoutItsInstructions() async {
    await #expect(processExitsWith: .success) {
      setenv("ONEDNN_MAX_CPU_ISA", "AVX512_CORE", 1)
      precondition(!Processor.hasNativeBF16)
      precondition(ProcessorTests.halfPrecisionError() == nil, "\(ProcessorTests.halfPrecisionError() ?? "")")
    }
  }

  static func halfPrecisionError() -> String? {
    let (m, n, k) = (40, 48, 96)
    let x = sample([m, k], seed: 1, .bf16)
    let w = sample([n, k], seed: 2, .bf16)
    let bias = sample([n], seed: 3)
    let expected = Naive.product(x.floats(), w.floats(), m: m, n: n, k: k, transposeB: true, bias: bias.floats())
    let slack = Tolerance.result(.bf16, .sum(k))
    let packed = x.multiplied(by: PackedMatrix(w, transposed: true, .bf16), bias: bias)
    if let error = disagreement(packed, expected, slack) { return error }
    let plain = Naive.product(x.floats(), w.floats(), m: m, n: n, k: k, transposeB: true)
    if let error = disagreement(x.product(w, transposeB: true), plain, slack) { return error }
    let image = sample([2, 6, 5, 16], seed: 4, .bf16)
    let filter = sample([24, 3, 3, 16], seed: 5, .bf16)
    let convolved = Naive.convolution(
      image.floats(), filter.floats(), images: 2, h: 6, w: 5, inputs: 16, outputs: 24, side: 3)
    return disagreement(image.convolved(by: PackedFilter(filter, .bf16)), convolved, .result(.bf16, .sum(144)))
  }

  /// Where the CPU has bf16, oneDNN must use it: nothing else reaches the ceiling.
  @Test func nativeHalfPrecisionIsUsedWhereItIs() {
    let name = Processor.bf16Product(m: 64, n: 256, k: 256)
    if Processor.hasNativeBF16 { #expect(name.hasPrefix("brg:avx512_core_"), "\(name)") }
  }

  /// OpenBLAS itself takes CPUs that are newer than it for very old ones.
  @Test func openBLASUsesWhatTheCPUCan() throws {
    let facts = try String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)
    guard facts.contains(" avx2") else { return }
    #expect(Processor.openBLASCore == (facts.contains(" avx512vl") ? "SkylakeX" : "Haswell"))
  }

  @Test func programmerErrorsStopWithTheShapes() async {
    await #expect(processExitsWith: .failure) { _ = sample([2, 3]).reshaped([4]) }
    await #expect(processExitsWith: .failure) { _ = sample([2, 3]).adding(sample([2, 2])) }
    await #expect(processExitsWith: .failure) { _ = sample([2, 3]).product(sample([2, 3])) }
    await #expect(processExitsWith: .failure) { _ = sample([2, 3]).rows(1..<3) }
  }
}
