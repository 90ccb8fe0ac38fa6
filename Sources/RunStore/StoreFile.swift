import Diagnostics
import Foundation
import GRDB

/// The check that a database is this program's, made before anything is written to it.
enum StoreFile {
  /// Runs `body` while no other process opens the store: two would both make its tables.
  static func alone<Result>(in root: URL, _ body: () throws -> Result) throws -> Result {
    var lock: FileLock?
    // A folder that cannot be written has nothing to be made in. Opening takes milliseconds; longer is somebody's crash.
    for _ in 0..<500 where lock == nil && FileManager.default.isWritableFile(atPath: root.path) {
      lock = FileLock(root.appendingPathComponent(".opening.lock").path)
      if lock == nil { usleep(20_000) }
    }
    return try withExtendedLifetime(lock) { try body() }
  }

  static func advice(_ error: DatabaseError) -> String {
    switch error.resultCode {
    case .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM:
      return "Check its folder's permissions and free space, or name another store with --store"
    default: return "Move the file away, or name another store with --store"
    }
  }

  /// - Throws: `UserError` for a database of another program, or of a newer version of this one.
  static func refuseStrangers(_ file: URL) throws {
    guard let size = FileFacts.size(file.path), size > 0 else { return }
    var configuration = Configuration()
    configuration.readonly = true
    configuration.busyMode = .timeout(10)
    try DatabaseQueue(path: file.path, configuration: configuration).read { db in
      let tables = try String.fetchAll(db, sql: "SELECT name FROM sqlite_master WHERE type = 'table'")
      guard !tables.isEmpty else { return }
      guard tables.contains("grdb_migrations") else {
        throw UserError(
          "is a database of another program", at: file.path,
          fix: "Name another store with --store; nothing was changed in this one")
      }
      guard try !Schema.migrator.hasBeenSuperseded(db) else {
        throw UserError(
          "was written by a newer version of this program", at: file.path,
          fix: "Update, or name another store with --store")
      }
    }
  }
}
