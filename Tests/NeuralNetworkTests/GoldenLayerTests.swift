import Autograd
import NeuralNetwork
import TensorCore
import TestSupport
import Testing

/// Small layers of the reference in PyTorch, forward and backward, in f32.
@Suite struct GoldenLayerTests {
  /// Every parameter's gradient against `PREFIX.gradient.weight.NAME`, in the parameter's own axes.
  private func checkGradients(_ parameters: [NamedParameter], _ golden: Golden, _ prefix: String) throws {
    for named in parameters {
      var expected = try golden["\(prefix).gradient.weight.\(named.name)"]
      if case .convolution = named.parameter.fileLayout {
        expected = expected.permuted([0, 3, 4, 2, 1]).reshaped(named.parameter.shape)
      }
      let found = try #require(named.parameter.gradient, "\(named.name)")
      #expect(disagreement(found, expected, Golden.wholeLayer) == nil, "\(prefix) \(named.name)")
    }
  }

  @Test(arguments: ["space", "time"]) func aDynamicsBlock(_ axis: String) throws {
    let golden = try Golden("blocks")
    let block = GoldenBlock(isSpatial: axis == "space")
    try WeightFile.load(block.parameters, from: golden.file, prefix: "\(axis).weight.", asStored: false)
    let tape = Tape()
    let x = tape.leaf(try golden["\(axis).in.x"])
    let c = tape.leaf(try golden["\(axis).in.c"].reshaped([2, 3, 16]))
    let y = block(x, c, Context(.f32, tape: tape))
    #expect(disagreement(y.value, try golden["\(axis).result"], Golden.wholeLayer) == nil)
    tape.backward(from: y, seed: try golden["\(axis).seed"])
    #expect(disagreement(try #require(x.gradient), try golden["\(axis).gradient.in.x"], Golden.wholeLayer) == nil)
    let dc = try golden["\(axis).gradient.in.c"].reshaped([2, 3, 16])
    #expect(disagreement(try #require(c.gradient), dc, Golden.wholeLayer) == nil)
    try checkGradients(block.parameters, golden, axis)
  }

  @Test func aResidualBlock() throws {
    let golden = try Golden("convolutions")
    let block = GoldenResidualBlock()
    try WeightFile.load(block.parameters, from: golden.file, prefix: "residual.weight.", asStored: false)
    let tape = Tape()
    let x = tape.leaf(try golden.video("residual.in.x"))
    let y = block(x, Context(.f32, tape: tape))
    #expect(disagreement(y.value, try golden.video("residual.result"), Golden.wholeLayer) == nil)
    tape.backward(from: y, seed: try golden.video("residual.seed"))
    #expect(
      disagreement(try #require(x.gradient), try golden.video("residual.gradient.in.x"), Golden.wholeLayer) == nil)
    try checkGradients(block.parameters, golden, "residual")
  }

  @Test func aCausalConvolution() throws {
    let golden = try Golden("convolutions")
    let conv = CausalConv(3, 5, taps: 2, random: Philox(seed: 0, stream: 0))
    try WeightFile.load(conv.parameters, from: golden.file, prefix: "conv.weight.", asStored: false)
    let tape = Tape()
    let x = tape.leaf(try golden.video("conv.in.x"))
    let y = conv(x, Context(.f32, tape: tape))
    #expect(disagreement(y.value, try golden.video("conv.result"), Golden.wholeLayer) == nil)
    tape.backward(from: y, seed: try golden.video("conv.seed"))
    let off = disagreement(try #require(x.gradient), try golden.video("conv.gradient.in.x"), Golden.wholeLayer)
    #expect(off == nil, "\(off ?? "")")
    try checkGradients(conv.parameters, golden, "conv")
  }

  @Test(arguments: Precision.allCases) func aStreamInPartsEqualsTheWhole(_ precision: Precision) throws {
    let golden = try Golden("convolutions")
    let block = GoldenResidualBlock()
    try WeightFile.load(block.parameters, from: golden.file, prefix: "residual.weight.", asStored: true)
    let x = try golden.video("residual.in.x").cast(to: precision.dtype)
    let context = Context(precision)
    let whole = block(Variable(x), context).value
    let cache = StreamCache()
    let parts = (0..<3).map { block(Variable(x.slice(axis: 1, $0..<$0 + 1)), context, cache: cache).value }
    #expect(Tensor.concatenated(parts, axis: 1).floats() == whole.floats())
  }
}
