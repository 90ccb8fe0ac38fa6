import Autograd
import Diagnostics
import NeuralNetwork
import TensorCore

/// The spacetime compressor: video to latents and back, causal in time.
///
/// The first frame stands alone, then come groups of `configuration.group` frames; latent i sees frames up to its own
/// last. Sides are multiples of 16. Latents that are handed out are normalised with the training data's statistics.
public final class Compressor: Module {
  public let configuration: CompressorConfiguration
  private let encoder: CompressorEncoder
  private let decoder: CompressorDecoder
  /// Mean and spread of each raw latent channel over the training data, f32 (z).
  public private(set) var latentMean: Tensor
  public private(set) var latentSpread: Tensor

  public init(_ configuration: CompressorConfiguration, random: Philox) {
    self.configuration = configuration
    encoder = CompressorEncoder(configuration, random: random.split(0))
    decoder = CompressorDecoder(configuration, random: random.split(1))
    latentMean = .zeros([configuration.latent])
    latentSpread = .full([configuration.latent], 1)
  }

  public func setStatistics(mean: Tensor, spread: Tensor) {
    precondition(
      mean.count == configuration.latent && spread.count == configuration.latent, "statistics of \(mean.count)")
    (latentMean, latentSpread) = (mean.cast(to: .f32), spread.cast(to: .f32))
  }

  /// Raw, soft-clipped latents (B, T', H/8, W/8, z) of video (B, T, H, W, 3) in -1...1.
  ///
  /// - Parameter starts: whether the clip begins a stream; then T is 1 + group k, else group k.
  public func encodeRaw(_ video: Variable, _ context: Context, cache: StreamCache? = nil, starts: Bool = true)
    -> Variable
  {
    encoder(grouped(video, starts: starts), context, cache).softClipped(at: Float(configuration.clip))
  }

  /// Video (B, T, H, W, 3) of raw latents; values may leave -1...1 a little.
  public func decodeRaw(_ latents: Variable, _ context: Context, cache: StreamCache? = nil, starts: Bool = true)
    -> Variable
  {
    ungrouped(decoder(latents, context, cache), starts: starts)
  }

  /// Normalised latents in f32.
  public func encode(_ video: Tensor, _ context: Context, cache: StreamCache? = nil, starts: Bool = true) -> Tensor {
    normalised(encodeRaw(Variable(video), context, cache: cache, starts: starts).value.cast(to: .f32))
  }

  /// Raw latents (..., z) in f32 by the training data's statistics.
  public func normalised(_ raw: Tensor) -> Tensor {
    let inverse = Tensor(latentSpread.floats().map { 1 / $0 }, shape: [configuration.latent])
    let shift = Tensor(zip(latentMean.floats(), inverse.floats()).map { -$0 * $1 }, shape: [configuration.latent])
    return raw.affineRows(scale: inverse, shift: shift)
  }

  /// Video in f32 of normalised latents.
  public func decode(_ latents: Tensor, _ context: Context, cache: StreamCache? = nil, starts: Bool = true) -> Tensor {
    let raw = latents.affineRows(scale: latentSpread, shift: latentMean)
    return decodeRaw(Variable(raw), context, cache: cache, starts: starts).value.cast(to: .f32)
  }

  /// The same with gradients, in the context's type: what a model learns that is judged by its pictures.
  public func decode(_ latents: Variable, _ context: Context, starts: Bool = true) -> Variable {
    let zero = Tensor.zeros(latentMean.shape)
    let spread = Tensor.full(latents.shape, 1).affineRows(scale: latentSpread, shift: zero)
    let raw = latents.timesElements(of: Variable(spread)).addingRow(Variable(latentMean))
    return decodeRaw(raw, context, starts: starts)
  }

  /// SHA-256 of all that latents depend on: the encoder, as files hold it, and the statistics. A decoder may learn on and
  /// leave it as it is.
  public var latentsHash: String {
    let weights = encoder.parameters.map { $0.parameter.value.cast(to: .bf16).floats() }
    let numbers = weights + [latentMean.floats(), latentSpread.floats()]
    let bytes = numbers.map { $0.withUnsafeBytes { SHA256.hex($0) } }
    return SHA256.hex(Array("\(configuration) \(bytes.joined(separator: " "))".utf8))
  }

  /// (B, T, H, W, 3) to (B, T', H/4, W/4, 48 group); a stream's first frame fills its whole group.
  public func grouped(_ video: Variable, starts: Bool) -> Variable {
    let group = configuration.group
    var x = video
    if starts, group > 1 {
      let first = x.slice(axis: 1, 0..<1)
      x = Variable.concatenated([Variable](repeating: first, count: group - 1) + [x], axis: 1)
    }
    let (b, t, h, w) = (x.shape[0], x.shape[1], x.shape[2], x.shape[3])
    precondition(t % group == 0, "\(video.shape[1]) frames do not fill groups of \(group)")
    precondition(h % 16 == 0 && w % 16 == 0, "\(h)×\(w) is no multiple of 16")
    let beside = x.reshaped([b, t / group, group, h, w, 3]).permuted([0, 1, 3, 4, 2, 5])
    return beside.reshaped([b, t / group, h, w, 3 * group]).spaceToDepth(4)
  }

  private func ungrouped(_ x: Variable, starts: Bool) -> Variable {
    let group = configuration.group
    let y = x.depthToSpace(4)
    let (b, t, h, w) = (y.shape[0], y.shape[1], y.shape[2], y.shape[3])
    let video = y.reshaped([b, t, h, w, group, 3]).permuted([0, 1, 4, 2, 3, 5]).reshaped([b, t * group, h, w, 3])
    return starts && group > 1 ? video.slice(axis: 1, (group - 1)..<(t * group)) : video
  }

  public var parameters: [NamedParameter] {
    encoder.parameters(in: "encoder") + decoder.parameters(in: "decoder")
  }
}
