import Autograd
import TensorCore
import WorldModel

/// A move of the picture by a part of a latent's cell, which latents are to follow.
///
/// A compressor that only gives back what it is shown may write the same thing in quite another way half a cell further
/// on. What a model predicts of something whose place it does not know to the pixel is between those, and shows nothing
/// that could be. Where latents read between their cells show the moved picture, what lies between is between. After
/// EQ-VAE (Kouzelis et al., arXiv 2502.09509), which turns and scales pictures; a world model moves what is in them.
struct PictureMove: Equatable, Sendable {
  /// Pixels along the side of a latent's cell.
  static let cell = CompressorConfiguration.reduction

  /// Pixels, less than a cell's.
  let down, right: Int

  init(down: Int, right: Int) {
    (self.down, self.right) = (down, right)
  }

  init(_ random: Philox) {
    self.init(down: random.integer(below: Self.cell, at: 0), right: random.integer(below: Self.cell, at: 1))
  }

  /// Latents (B, T', h, w, z) between their neighbours: (B, T', h - 1, w - 1, z).
  func latents(_ z: Variable) -> Variable {
    Self.between(Self.between(z, axis: 2, share: down), axis: 3, share: right)
  }

  /// The picture (B, T, H, W, 3) that these show: (B, T, H - cell, W - cell, 3).
  func video(_ x: Tensor) -> Tensor {
    let (h, w) = (x.shape[2] - Self.cell, x.shape[3] - Self.cell)
    return x.slice(axis: 2, down..<down + h).slice(axis: 3, right..<right + w)
  }

  private static func between(_ z: Variable, axis: Int, share: Int) -> Variable {
    let (n, part) = (z.shape[axis] - 1, Float(share) / Float(cell))
    let (here, next) = (z.slice(axis: axis, 0..<n), z.slice(axis: axis, 1..<n + 1))
    return here.affine(scale: 1 - part).adding(next.affine(scale: part))
  }
}
