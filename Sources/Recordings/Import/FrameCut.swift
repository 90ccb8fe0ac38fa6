import Diagnostics
import Media

/// Brings pictures of one size to frames of another: the size to scale to, then what to cut off or to add.
struct FrameCut: Equatable {
  let width: Int
  let height: Int
  /// What pictures are scaled to first.
  let scaledWidth: Int
  let scaledHeight: Int

  /// By how much the pictures' shape changes.
  let stretch: Double

  /// - Parameter tolerance: by how much the shape may change without anyone asking.
  /// - Throws: `UserError` where the shapes differ and nothing was said about it.
  init(
    from source: (width: Int, height: Int), to target: (width: Int, height: Int), fit: FrameFit, at place: String,
    tolerance: Double = FrameSize.tolerance
  ) throws {
    (width, height) = target
    let (across, down) = (
      Double(target.width) / Double(source.width), Double(target.height) / Double(source.height)
    )
    stretch = [.exact, .stretch].contains(fit) ? abs(across / down - 1) : 0
    switch fit {
    case .exact:
      guard stretch <= tolerance + 1e-9 else {
        throw UserError(
          "pictures of \(source.width)×\(source.height) have another shape than frames of \(target.width)×\(target.height)",
          at: place, fix: "Say --fit crop, letterbox or stretch, or another --size")
      }
      (scaledWidth, scaledHeight) = target
    case .stretch: (scaledWidth, scaledHeight) = target
    case .crop, .letterbox:
      let factor = fit == .crop ? max(across, down) : min(across, down)
      scaledWidth = max(1, Int((Double(source.width) * factor).rounded()))
      scaledHeight = max(1, Int((Double(source.height) * factor).rounded()))
    }
  }

  func apply(_ image: Image) -> Image {
    if image.width == width, image.height == height { return image }
    var frame = Image(width: width, height: height)
    frame.paste(image, x: (width - image.width) / 2, y: (height - image.height) / 2)
    return frame
  }
}
