import Diagnostics
import Foundation

/// A folder that is either whole or absent: filled under a hidden name beside its place, then renamed.
final class ExportFolder {
  let path: String
  let working: String
  private var isFinished = false

  /// - Throws: `UserError` where something stands in the place already: nothing of the user's is written over.
  init(_ path: String) throws {
    let url = URL(fileURLWithPath: path).standardizedFileURL
    self.path = url.path
    working = try AtomicFile.prepare(url.path)
    guard !FileManager.default.fileExists(atPath: url.path) else {
      throw UserError("is there already", at: path, fix: "Choose another folder, or remove it")
    }
    try AtomicFile.makeFolder(working)
  }

  deinit {
    if !isFinished { try? FileManager.default.removeItem(atPath: working) }
  }

  /// The path of a file to be written, whose folders are made.
  func place(_ name: String) throws -> String {
    let url = URL(fileURLWithPath: working).appendingPathComponent(name)
    try AtomicFile.makeFolder(url.deletingLastPathComponent().path)
    return url.path
  }

  func finish() throws {
    try AtomicFile.move(working, to: path)
    isFinished = true
  }
}
