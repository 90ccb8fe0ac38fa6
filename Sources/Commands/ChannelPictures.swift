import Episodes
import Media

/// Depth and segmentation of a truth as pictures, each camera's depth on the scale of the frame that was shown first, so
/// that colours do not jump.
final class ChannelPictures {
  private var ranges: [Int: ClosedRange<Float>] = [:]

  func depth(_ view: Episode.View, camera: Int) -> Image? {
    guard let depth = view.depth, let range = ranges[camera] ?? Image.depthRange(depth) else { return nil }
    ranges[camera] = range
    return Image(depth: depth, width: view.width, height: view.height, range: range)
  }

  func segments(_ view: Episode.View) -> Image? {
    view.segmentation.map { Image(segments: $0, width: view.width, height: view.height) }
  }
}
