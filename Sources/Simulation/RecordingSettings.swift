import Diagnostics

/// What is recorded of an episode.
public struct RecordingSettings: Codable, Equatable, Sendable {
  /// Frames, at the world's rate; 49 of the table top's are 4.8 s.
  public var frames: Int
  public var width: Int
  public var height: Int
  public var cameras: [String]
  public var depth: Bool
  public var segmentation: Bool

  public init(
    frames: Int = 49, width: Int = 128, height: Int = 128, cameras: [String] = ["front", "side", "wrist"],
    depth: Bool = true, segmentation: Bool = true
  ) {
    (self.frames, self.width, self.height) = (frames, width, height)
    (self.cameras, self.depth, self.segmentation) = (cameras, depth, segmentation)
  }

  /// What the pixels of an episode take in memory.
  var episodeBytes: Double {
    Double(frames) * Double(width * height * cameras.count) * (3 + (depth ? 4 : 0) + (segmentation ? 1 : 0))
  }

  public func validate(_ world: World) throws {
    guard (1...100_000).contains(frames) else { throw UserError("\(frames) frames cannot be recorded", at: "frames") }
    guard (16...1024).contains(width), (16...1024).contains(height) else {
      throw UserError("\(width)×\(height) is outside 16–1024 pixels", at: "size")
    }
    for camera in cameras { _ = try world.camera(named: camera) }
    guard Set(cameras).count == cameras.count else { throw UserError("a camera is named twice", at: "cameras") }
  }
}
