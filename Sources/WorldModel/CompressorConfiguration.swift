import Configuration

/// The shape of the spacetime compressor.
///
/// The two patch strategies of the Sora review (arXiv 2402.17177): `spacetime` makes one latent of four frames with
/// causal 3-D convolutions, `spatial` one of each frame with 2-D ones.
public struct CompressorConfiguration: Equatable, Sendable {
  public enum Patch: String, CaseIterable, Sendable { case spacetime, spatial }

  public var patch: Patch
  /// Channels of a latent.
  public var latent: Int
  /// Channels at a quarter of the resolution, and at an eighth.
  public var fine: Int
  public var coarse: Int
  /// Residual blocks at each, in the encoder and again in the decoder.
  public var fineBlocks: Int
  public var coarseBlocks: Int
  /// Latents are soft-clipped at plus and minus this.
  public var clip: Double

  public init(
    patch: Patch = .spacetime, latent: Int = 32, fine: Int = 112, coarse: Int = 160, fineBlocks: Int = 2,
    coarseBlocks: Int = 2, clip: Double = 5
  ) {
    self.patch = patch
    self.latent = latent
    self.fine = fine
    self.coarse = coarse
    self.fineBlocks = fineBlocks
    self.coarseBlocks = coarseBlocks
    self.clip = clip
  }

  /// - Throws: `UserError` with the line of a key that is missing, unknown or out of range.
  public init(_ node: SettingsNode) throws {
    try node.allowOnly(["patch", "latent", "fine", "coarse", "fine_blocks", "coarse_blocks", "clip"])
    patch = try node.required("patch").word()
    latent = try node.required("latent").int(in: 1...512)
    fine = try node.required("fine").int(in: 1...4096)
    coarse = try node.required("coarse").int(in: 1...4096)
    fineBlocks = try node.required("fine_blocks").int(in: 0...64)
    coarseBlocks = try node.required("coarse_blocks").int(in: 0...64)
    clip = try node.required("clip").double(in: 0.1...1000)
  }

  /// Frames that a latent after the first stands for.
  public var group: Int { patch == .spacetime ? 4 : 1 }

  /// Latent times that the first coarse convolution of a half sees.
  public var taps: Int { patch == .spacetime ? 2 : 1 }

  /// How much smaller latents are than frames along a side.
  public static let reduction = 8

  /// Fewer weights than the network has: what its residual blocks take at least, in the encoder and the decoder.
  public var leastWeights: Int { 2 * 9 * (fineBlocks * fine * fine + coarseBlocks * coarse * coarse) }

  var yaml: String {
    """
    compressor:
      patch: \(patch.rawValue)
      latent: \(latent)
      fine: \(fine)
      coarse: \(coarse)
      fine_blocks: \(fineBlocks)
      coarse_blocks: \(coarseBlocks)
      clip: \(clip)

    """
  }
}
