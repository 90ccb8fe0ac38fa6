import Episodes
import Foundation

/// Small made-up episodes with every channel.
enum Sample {
  static let header = EpisodeFileHeader(
    contract: ActionContract(
      robot: "toy", frame: "joint", rotation: "none", rate: 10, clamp: .clamp,
      dimensions: [
        .init(name: "yaw", unit: "rad", kind: .jointPosition, q01: -1, q99: 1, lower: -1.5, upper: 1.5),
        .init(name: "gripper", unit: "m", kind: .gripper, opens: 1, q01: 0, q99: 0.03),
      ]),
    rate: 10, stateNames: ["yaw_position", "yaw_velocity"], segmentNames: ["arm", "ball", "cube"], world: "toy",
    worldSHA256: "00", engine: "none", recording: "{}")

  /// Two cameras of 4 × 3 pixels.
  static func episode(seed: UInt64, frames: Int) -> Episode {
    var random = EpisodeRandom(seed: seed, stream: 7)
    let table = { (width: Int) in (0..<frames).map { _ in (0..<width).map { _ in Float(random.unit()) } } }
    let views = ["front", "side"].map { view($0, frames, &random) }
    var episode = Episode(seed: seed, policy: "push", rate: 10, frames: frames, views: views, actions: table(2))
    episode.states = table(2)
    (episode.stateNames, episode.segmentNames) = (header.stateNames, header.segmentNames)
    episode.objects = ["ball", "cube"].map { .init(name: $0, poses: table(7).map { $0.map(Double.init) }) }
    episode.energy = table(2).map { $0.map(Double.init) }
    episode.tool = table(3).map { $0.map(Double.init) }
    episode.contacts = [
      .init(frame: 0, first: "ball", second: "table", force: 1, penetration: 0),
      .init(frame: 2, first: "arm", second: "cube", force: 2.5, penetration: 0.001),
    ]
    episode.spec = "{\"policy\":\"push\"}"
    return episode
  }

  private static func view(_ name: String, _ frames: Int, _ random: inout EpisodeRandom) -> Episode.View {
    let pixels = frames * 12
    return Episode.View(
      camera: name, width: 4, height: 3, rgb: (0..<3 * pixels).map { _ in UInt8(truncatingIfNeeded: random.next32()) },
      depth: (0..<pixels).map { _ in Float(random.unit()) },
      segmentation: (0..<pixels).map { _ in UInt8(random.index(4)) },
      intrinsics: Intrinsics(fx: 3, fy: 3.5, cx: 2, cy: 1.5),
      extrinsics: (0..<frames).map { t in Extrinsics(worldToCamera: (0..<16).map { Double($0) + Double(t) / 10 }) })
  }

  static func write(_ episodes: [Episode], in folder: String, name: String = "sample.h5") throws -> String {
    let path = "\(folder)/\(name)"
    let writer = try EpisodeWriter(path: path, header: header)
    for episode in episodes { try writer.append(episode) }
    try writer.finish()
    return path
  }

  /// Runs `body` with an empty folder that is removed afterwards.
  static func inFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("orrery-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.path)
  }
}
