import Episodes
import Foundation
import Simulation

/// The shipped world, and small recordings of it.
enum Tabletop {
  static let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../scenarios/tabletop/world.xml").standardizedFileURL.path

  static func world() throws -> World { try World(file: path) }

  /// No cameras: a hundred times faster.
  static func blindRecorder(frames: Int = 49) throws -> Recorder {
    try Recorder(world(), RecordingSettings(frames: frames, cameras: [], depth: false, segmentation: false))
  }

  /// Runs `body` with an empty folder that is removed afterwards.
  static func inFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("orrery-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.path)
  }
}
