import Diagnostics
import Foundation
import NeuralNetwork
import TensorCore
import TestSupport
import Testing

@Suite struct SafetensorsTests {
  /// A file in a folder of its own that goes when the test ends.
  final class Folder {
    let path: String

    init() throws {
      path = FileManager.default.temporaryDirectory.appendingPathComponent("safetensors-\(UUID().uuidString)").path
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var file: String { "\(path)/model.safetensors" }

    func write(header: String, data: Int, saying length: UInt64? = nil) throws {
      var bytes = withUnsafeBytes(of: (length ?? UInt64(header.utf8.count)).littleEndian) { Data($0) }
      bytes += Data(header.utf8) + Data(count: data)
      try bytes.write(to: URL(fileURLWithPath: file))
    }
  }

  @Test func whatIsWrittenIsRead() throws {
    let folder = try Folder()
    let tensors: [String: Tensor] = [
      "a": sample([3, 5]), "b.weight": sample([7], seed: 2, .bf16), "empty": .zeros([0, 4]),
      "scalar": Tensor([2], shape: []),
      "quote \" \\ \u{1}é": sample([2], seed: 3),
    ]
    try Safetensors.write(tensors, metadata: ["made by": "a \"test\""], to: folder.file)
    let file = try Safetensors(path: folder.file)
    #expect(file.names == tensors.keys.sorted() && file.metadata == ["made by": "a \"test\""])
    for (name, tensor) in tensors {
      let found = try file.tensor(name)
      #expect(found.shape == tensor.shape && found.dtype == tensor.dtype && found.floats() == tensor.floats())
    }
    let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.file))
    try Safetensors.write(tensors, metadata: ["made by": "a \"test\""], to: folder.file)
    #expect(try Data(contentsOf: URL(fileURLWithPath: folder.file)) == bytes)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["model.safetensors"])
  }

  @Test func aTensorOutlivesItsFile() throws {
    let folder = try Folder()
    try Safetensors.write(["a": sample([1000])], to: folder.file)
    let tensor = try Safetensors(path: folder.file).tensor("a")
    try FileManager.default.removeItem(atPath: folder.file)
    #expect(tensor.floats() == sample([1000]).floats())
  }

  @Test func damagedFilesAreRefusedByName() throws {
    let good =
      #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"BF16","shape":[2],"data_offsets":[8,12]}}"#
    func with(_ from: String, _ to: String) -> String { good.replacingOccurrences(of: from, with: to) }
    let cases: [(header: String, data: Int, what: String)] = [
      (good, 11, "tensor b ends at byte 12"), (good, 13, "1 bytes that belong to no tensor"),
      (with("[8,12]", "[4,8]"), 8, "tensor b overlaps"), (with("[8,12]", "[9,13]"), 13, "tensor b leaves a gap"),
      (with("[0,8]", "[8,0]"), 12, "tensor a has no valid data_offsets"),
      (with("[0,8]", "[0,12]"), 12, "needs 8 bytes, not 12"),
      (with("[0,8]", "[-8,0]"), 12, "tensor a has no valid data_offsets"),
      (with("[0,8]", "[0.5,8]"), 12, "no valid data_offsets"),
      (
        with(#""shape":[2],"data_offsets":[0"#, #""shape":[4611686018427387904,4],"data_offsets":[0"#), 12,
        "absurd shape"
      ),
      (
        with(#""shape":[2],"data_offsets":[0"#, #""shape":[1e300],"data_offsets":[0"#), 12,
        "tensor a has no valid shape"
      ),
      (with("F32", "F99"), 12, "tensor a has dtype F99"), (with(#""dtype":"F32","#, ""), 12, "tensor a has no dtype"),
      (with(#""b""#, #""a""#), 12, "tensor a appears twice"), ("[1]", 0, "not a JSON object"),
      ("{", 0, "not a JSON object"),
    ]
    let folder = try Folder()
    for (header, data, what) in cases {
      try folder.write(header: header, data: data)
      let error = #expect(throws: UserError.self, "\(what)") { try Safetensors(path: folder.file) }
      #expect(
        error?.what.contains(what) == true && error?.place == folder.file, "\(what): \(String(describing: error))")
    }
  }

  @Test func absurdHeadersAreRefused() throws {
    let folder = try Folder()
    for length in [UInt64.max, 1 << 62, 100, 3] {
      try folder.write(header: "{}", data: 0, saying: length)
      #expect(throws: UserError.self) { try Safetensors(path: folder.file) }
    }
    try Data([1, 2, 3]).write(to: URL(fileURLWithPath: folder.file))
    #expect(throws: UserError.self) { try Safetensors(path: folder.file) }
    try Data().write(to: URL(fileURLWithPath: folder.file))
    #expect(throws: UserError.self) { try Safetensors(path: folder.file) }
    #expect(throws: UserError.self) { try Safetensors(path: folder.path) }
    #expect(throws: UserError.self) { try Safetensors(path: folder.path + "/absent") }
  }

  @Test func missingAndMisshapenTensorsAreNamed() throws {
    let folder = try Folder()
    try Safetensors.write(["weight": sample([3, 2]), "bias": sample([4])], to: folder.file)
    let file = try Safetensors(path: folder.file)
    let layer = Linear(2, 3, random: Philox(seed: 0, stream: 0))
    let shape = #expect(throws: UserError.self) { try WeightFile.load(layer.parameters, from: file, asStored: true) }
    #expect(shape?.what.contains("tensor bias has shape [4], the model needs [3]") == true)
    #expect(throws: UserError.self) { try file.tensor("absent") }
  }

  @Test func nonFiniteWeightsAreFound() throws {
    let folder = try Folder()
    try Safetensors.write(["good": sample([5]), "bad": Tensor([1, .nan], shape: [2], .bf16)], to: folder.file)
    let error = #expect(throws: UserError.self) { try Safetensors(path: folder.file).checkNumbers() }
    #expect(error?.what.contains("tensor bad") == true)
  }

  @Test func convolutionsComeBackFromPyTorchsAxes() throws {
    let folder = try Folder()
    let conv = CausalConv(3, 4, taps: 2, random: Philox(seed: 1, stream: 0))
    let other = CausalConv(3, 4, taps: 2, random: Philox(seed: 2, stream: 0))
    try Safetensors.write(WeightFile.tensors(conv.parameters, .f32), to: folder.file)
    let file = try Safetensors(path: folder.file)
    #expect(file.shape("weight") == [4, 3, 2, 3, 3])
    try WeightFile.load(other.parameters, from: file, asStored: false)
    #expect(other.weight.value.floats() == conv.weight.value.floats())
  }
}
