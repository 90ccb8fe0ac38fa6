import Media

/// A source that hands out segmentations as numbers with names, and says how far its depth pictures reach.
///
/// The window then gives every segment its thing's colour, and shows what the colours mean.
public protocol ChannelSource {
  /// Names of the segments 1, 2, …
  var segmentNames: [String] { get }
  /// Nil where there is no segmentation.
  func segmentMap(camera: Int, frame: Int) throws -> SegmentMap?
  /// The nearest and farthest metres that a camera's depth pictures tell apart; nil before the first of them.
  func depthRange(camera: Int) -> ClosedRange<Float>?
}

/// Which thing each pixel shows.
public struct SegmentMap: Equatable, Sendable {
  public var width: Int
  public var height: Int
  /// (height, width): 0 for the background, otherwise a segment's number.
  public var numbers: [UInt8]

  public init(width: Int, height: Int, numbers: [UInt8]) {
    precondition(numbers.count == width * height, "\(numbers.count) numbers are no \(width)×\(height)")
    (self.width, self.height, self.numbers) = (width, height, numbers)
  }
}

extension Image {
  /// A segmentation in its things' colours, its background dark.
  init(_ map: SegmentMap, names: [String], _ colors: ObjectColors) {
    let ground = Color(hex: 0x20252D)
    // A number without a name is no thing that is listed: it is grey.
    let table = (0...255).map { $0 == 0 ? ground : colors.color(of: $0 <= names.count ? names[$0 - 1] : "") }
    let pixels = map.numbers.flatMap { number -> [UInt8] in
      let color = table[Int(number)]
      return [color.red, color.green, color.blue]
    }
    self.init(width: map.width, height: map.height, pixels: pixels)
  }
}
