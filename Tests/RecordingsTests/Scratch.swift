import Foundation

@testable import Recordings

/// Folders that go away, and files in them.
enum Scratch {
  static func inFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("recordings-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder.path)
  }

  static func write(_ text: String, to path: String) throws { try write(Data(text.utf8), to: path) }

  static func write(_ data: Data, to path: String) throws {
    let url = URL(fileURLWithPath: path)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: url)
  }

  static func contents(_ path: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path)) }

  /// Keeps the first part of a file, as a broken download does.
  static func cut(_ path: String, to share: Double) throws {
    let data = try contents(path)
    try data.prefix(Int(Double(data.count) * share)).write(to: URL(fileURLWithPath: path))
  }

  static func remove(_ path: String) throws { try FileManager.default.removeItem(atPath: path) }

  static func survey(_ path: String, _ change: (inout ImportOptions) -> Void = { _ in }) throws -> RecordingSurvey {
    var options = ImportOptions()
    change(&options)
    return try Surveyor(path, options).survey()
  }
}
