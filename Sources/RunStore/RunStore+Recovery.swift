import Diagnostics
import Foundation
import GRDB

extension RunStore {
  /// Clears away what a crash left: half-made folders are removed, and their runs marked as failed.
  ///
  /// Runs that go on in another process are known by the lock on their folder.
  func recover() throws {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: runs.path)) ?? []
    where name.hasPrefix(".") && name.hasSuffix(".part") {
      Self.removeAbandoned(runs.appendingPathComponent(name))
    }
    let running = try read { db in
      try RunRecord.filter(Column("status") == RunRecord.Status.running.rawValue).fetchAll(db)
    }
    for run in running where !isAlive(run.id) {
      // It may have been finished since it was looked up: then its folder is not abandoned.
      guard try write({ try Self.failRunning(run.id, at: Date().formatted(.iso8601), $0) }) else { continue }
      Self.removeAbandoned(folder(of: run.id))
    }
  }

  /// Marks a run as failed if it still counts as running.
  private static func failRunning(_ id: String, at time: String, _ db: Database) throws -> Bool {
    guard try RunRecord.filter(Column("id") == id).fetchOne(db)?.status == .running else { return false }
    try markFailed(id, at: time, db)
    return true
  }

  private func isAlive(_ id: String) -> Bool {
    [workingFolder(of: id), folder(of: id)].contains { url in
      FileManager.default.fileExists(atPath: url.path) && FileLock(url.path, isFolder: true) == nil
    }
  }

  /// What cannot be removed now is tried again when the store is opened next.
  private static func removeAbandoned(_ folder: URL) {
    guard let lock = FileLock(folder.path, isFolder: true) else { return }
    withExtendedLifetime(lock) { try? FileManager.default.removeItem(at: folder) }
  }
}
