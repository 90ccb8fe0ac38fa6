/// The learned scales of QK-norm (Henry et al., arXiv 2010.04245): f32, one a channel of a head, shared by all heads.
public struct HeadScales: Sendable {
  public let query: Tensor
  public let key: Tensor

  public init(query: Tensor, key: Tensor) {
    precondition(
      query.count == key.count && query.dtype == .f32 && key.dtype == .f32 && query.count % 2 == 0
        && query.count <= 512,
      "head scales of \(query.shape) and \(key.shape)")
    (self.query, self.key) = (query, key)
  }

  /// Channels of a head.
  public var width: Int { query.count }
}
