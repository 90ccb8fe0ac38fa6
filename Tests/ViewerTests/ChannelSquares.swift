import Media
import Viewer

/// Squares that also have depth on a known scale, named segments, cameras in space, and a cloud of points far away.
struct ChannelSquares: FrameSource, ChannelSource {
  private let squares = SquaresSource()
  /// What the cloud's points look like.
  static let point = Color(250, 10, 10)

  var title: String { squares.title }
  var cameras: [String] { squares.cameras }
  var frameCount: Int { squares.frameCount }
  var contextLength: Int { squares.contextLength }
  var rate: Double { squares.rate }
  var sampleCount: Int { squares.sampleCount }
  var paths: [ObjectPath] { squares.paths }
  var hasChannels: Bool { true }

  func truth(camera: Int, frame: Int) throws -> Image? { try squares.truth(camera: camera, frame: frame) }
  func depth(camera: Int, frame: Int) throws -> Image? { try squares.depth(camera: camera, frame: frame) }
  func depthRange(camera: Int) -> ClosedRange<Float>? { 0.5...2 }

  /// In another order than the objects, whose colours they have all the same.
  let segmentNames = ["arm", "cube", "ball"]

  func segmentMap(camera: Int, frame: Int) throws -> SegmentMap? {
    SegmentMap(width: 128, height: 128, numbers: (0..<128 * 128).map { UInt8($0 / (128 * 32)) })
  }

  func placement(camera: Int, frame: Int) -> SpaceCamera? {
    let rows = [SIMD4<Float>(1, 0, 0, -5 + Float(camera)), SIMD4(0, 1, 0, -7), SIMD4(0, 0, 1, 3)]
    return SpaceCamera(fx: 100, fy: 100, cx: 64, cy: 64, rows: rows)
  }

  func cloud(frame: Int) throws -> [CloudPoint] {
    (0..<100).map { CloudPoint(SIMD3(5 + Float($0 % 10) / 10, 7 + Float($0 / 10) / 10, -1), Self.point) }
  }
}
