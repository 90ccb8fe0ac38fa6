import Episodes
import Foundation
import Simulation

/// The shipped worlds without a robot.
enum Worlds {
  static let physics = ["fall", "collision", "ramp", "occlusion", "topple", "pendulum"]
  static let camera = ["table", "town"]
  static let ranges = ["training", "unseen-speed", "unseen-size", "unseen-combination"]

  static func path(_ name: String) -> String {
    let folder = camera.contains(name) ? "camera" : "physics"
    return URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../scenarios/\(folder)/\(name).xml").standardizedFileURL.path
  }

  static func world(_ name: String) throws -> World { try World(file: path(name)) }

  /// An episode without pictures: a hundred times faster.
  static func episode(
    _ world: World, seed: UInt64, range: String? = nil, frames: Int = 49, policy: PolicySpec = PolicySpec(.hold)
  ) throws -> Episode {
    let settings = RecordingSettings(frames: frames, cameras: [], depth: false, segmentation: false)
    return try Recorder(world, settings).record(seed: seed, policy: policy, initial: InitialPlacement(range: range))
  }
}

extension Episode {
  func path(_ name: String) -> ObjectPath? { objects.first { $0.name == name } }

  /// Frames since whose predecessor something touched the object.
  func touchedFrames(_ name: String) -> Set<Int> {
    Set(contacts.filter { $0.first == name || $0.second == name }.map(\.frame))
  }

  /// The largest stretch of frames, from 0, in which nothing touches the object.
  func flight(_ name: String) -> Int { touchedFrames(name).filter { $0 > 0 }.min() ?? frames }
}
