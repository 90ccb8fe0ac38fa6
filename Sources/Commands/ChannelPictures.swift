import Episodes
import Media
import Viewer

/// Depth and segmentation of a truth as pictures, each camera's depth on the scale of the frame that was shown first, so
/// that colours do not jump.
final class ChannelPictures {
  private var ranges: [Int: ClosedRange<Float>] = [:]

  func depth(_ view: Episode.View, camera: Int) -> Image? {
    guard let depth = view.depth, let range = ranges[camera] ?? Image.depthRange(depth) else { return nil }
    ranges[camera] = range
    return Image(depth: depth, width: view.width, height: view.height, range: range)
  }

  /// What a camera's pictures tell apart; nil before the first of them.
  func depthRange(camera: Int) -> ClosedRange<Float>? { ranges[camera] }

  func segmentMap(_ view: Episode.View) -> SegmentMap? {
    view.segmentation.map { SegmentMap(width: view.width, height: view.height, numbers: $0) }
  }
}
