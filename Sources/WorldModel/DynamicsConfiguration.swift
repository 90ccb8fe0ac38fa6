import Configuration

/// The shape of the causal diffusion transformer.
public struct DynamicsConfiguration: Equatable, Sendable {
  /// Channels of a latent, and latents along the side of a token.
  public var latent: Int
  public var patch: Int
  /// Cameras predicted together.
  public var views: Int
  public var width: Int
  public var depth: Int
  public var heads: Int
  /// Width of the hidden layer of an MLP, in model widths.
  public var mlp: Int
  /// Rank of the map from the condition to the modulations of a block.
  public var modulationRank: Int
  public var actionWidth: Int
  /// Actions a latent frame.
  public var group: Int
  /// Latent frames that attention in time sees, the frame itself included.
  public var window: Int
  /// Whether a frame is told the one before it, and predicted as a change of it.
  public var previous: Bool
  /// Rank of the map that carries what stood around a place a frame before into it; 0: none.
  public var carried: Int
  /// Channels and layers of the convolutions that move what the frame before showed; 0 channels: none.
  public var warp: Int
  public var warpDepth: Int

  public init(
    latent: Int = 32, patch: Int = 2, views: Int = 2, width: Int = 256, depth: Int = 8, heads: Int = 4, mlp: Int = 4,
    modulationRank: Int = 32, actionWidth: Int = 6, group: Int = 4, window: Int = 12,
    previous: Bool = true, carried: Int = 0,
    warp: Int = 0, warpDepth: Int = 3
  ) {
    self.latent = latent
    self.patch = patch
    self.views = views
    self.width = width
    self.depth = depth
    self.heads = heads
    self.mlp = mlp
    self.modulationRank = modulationRank
    self.actionWidth = actionWidth
    self.group = group
    self.window = window
    self.previous = previous
    self.carried = carried
    self.warp = warp
    self.warpDepth = warpDepth
  }

  /// - Throws: `UserError` with the line of a key that is missing, unknown or out of range.
  public init(_ node: SettingsNode) throws {
    try node.allowOnly([
      "latent", "patch", "views", "width", "depth", "heads", "mlp", "modulation_rank", "action_width", "group",
      "window", "previous", "carried", "warp", "warp_depth",
    ])
    latent = try node.required("latent").int(in: 1...512)
    patch = try node.required("patch").int(in: 1...16)
    views = try node.required("views").int(in: 1...16)
    width = try node.required("width").int(in: 8...8192)
    depth = try node.required("depth").int(in: 1...256)
    heads = try node.required("heads").int(in: 1...256)
    mlp = try node.required("mlp").int(in: 1...16)
    modulationRank = try node.required("modulation_rank").int(in: 1...8192)
    actionWidth = try node.required("action_width").int(in: 1...1024)
    group = try node.required("group").int(in: 1...64)
    window = try node.required("window").int(in: 3...4096)
    previous = try node.optional("previous")?.bool() ?? false
    carried = try node.optional("carried")?.int(in: 0...8192) ?? 0
    warp = try node.optional("warp")?.int(in: 0...8192) ?? 0
    warpDepth = try node.optional("warp_depth")?.int(in: 1...64) ?? 3
    for (name, value) in [("carried", carried), ("warp", warp)] where value > 0 && !previous {
      throw node.error("has `\(name)` \(value) without `previous`", fix: "Add `previous: true`, or drop `\(name)`")
    }
    guard width % heads == 0, (width / heads) % 4 == 0, width / heads <= 512 else {
      throw node.error(
        "has width \(width) for \(heads) heads", fix: "A head's width must be a multiple of 4, and at most 512")
    }
  }

  /// Numbers in a token.
  public var token: Int { patch * patch * latent }
  public var head: Int { width / heads }

  /// Fewer weights than the network has: what its attention and its MLPs take at least.
  public var leastWeights: Int { depth * width * width * (4 + 2 * mlp) }

  var yaml: String {
    """
    dynamics:
      latent: \(latent)
      patch: \(patch)
      views: \(views)
      width: \(width)
      depth: \(depth)
      heads: \(heads)
      mlp: \(mlp)
      modulation_rank: \(modulationRank)
      action_width: \(actionWidth)
      group: \(group)
      window: \(window)
      previous: \(previous)
      carried: \(carried)
      warp: \(warp)
      warp_depth: \(warpDepth)

    """
  }
}
