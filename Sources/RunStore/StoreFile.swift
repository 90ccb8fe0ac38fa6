import Diagnostics
import Foundation
import GRDB

/// Opening a store's database, after a check that it is this program's.
enum StoreFile {
  static func path(in root: URL) -> String { root.appendingPathComponent("runs.sqlite").path }

  /// The database to write to, made or brought up to date.
  static func open(in root: URL) throws -> any DatabaseWriter {
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    return try alone(in: root) {
      try refuseStrangers(path(in: root))
      let database = try DatabasePool(path: path(in: root), configuration: patient)
      try Schema.migrator.migrate(database)
      return database
    }
  }

  /// A store without runs, in memory.
  static func empty() throws -> any DatabaseWriter {
    let database = try DatabaseQueue()
    try Schema.migrator.migrate(database)
    return database
  }

  static func canBeWritten(in root: URL) -> Bool {
    [root.path, path(in: root)].allSatisfy(FileManager.default.isWritableFile(atPath:))
  }

  /// What the database holds now, in memory, brought up to date there: even to read, SQLite writes files beside a
  /// database in write-ahead mode, which a disk that cannot be written to does not let it.
  static func copy(of root: URL) throws -> any DatabaseWriter {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("orrery-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for end in ["", "-wal"] where FileManager.default.fileExists(atPath: path(in: root) + end) {
      guard FileManager.default.isReadableFile(atPath: path(in: root) + end) else {
        throw UserError.unreadable(path(in: root) + end)
      }
      let copied = path(in: folder) + end
      try FileManager.default.copyItem(atPath: path(in: root) + end, toPath: copied)
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: copied)
    }
    try refuseStrangers(path(in: folder), shown: path(in: root))
    let database = try DatabaseQueue()
    try DatabaseQueue(path: path(in: folder), configuration: patient).backup(to: database)
    try Schema.migrator.migrate(database)
    return database
  }

  private static var patient: Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(10)
    return configuration
  }

  /// What goes wrong in opening, in words.
  static func translating<Result>(_ root: URL, _ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as UserError {
      throw error
    } catch let error as DatabaseError {
      throw UserError("the run database cannot be used (\(words(error)))", at: path(in: root), fix: advice(error))
    } catch {
      throw UserError(
        "the store's folder cannot be made", at: root.path, fix: "Name a folder you can write to with --store")
    }
  }

  static func words(_ error: DatabaseError) -> String {
    switch error.resultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED: return "another process has held it for ten seconds"
    default: return error.message ?? "\(error.resultCode)"
    }
  }

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
    case .SQLITE_BUSY, .SQLITE_LOCKED: return "Try again when it is done, or name another store with --store"
    case .SQLITE_FULL, .SQLITE_IOERR, .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM:
      return "Check its folder's permissions and free space, or name another store with --store"
    default: return "Move the file away, or name another store with --store"
    }
  }

  /// - Throws: `UserError` for a database of another program, or of a newer version of this one.
  ///
  /// - Parameter shown: the path to name, where the file is a copy.
  private static func refuseStrangers(_ file: String, shown: String? = nil) throws {
    guard let size = FileFacts.size(file), size > 0 else { return }
    var configuration = patient
    configuration.readonly = true
    try DatabaseQueue(path: file, configuration: configuration).read { db in
      let tables = try String.fetchAll(db, sql: "SELECT name FROM sqlite_master WHERE type = 'table'")
      guard !tables.isEmpty else { return }
      guard tables.contains("grdb_migrations") else {
        throw UserError(
          "is a database of another program", at: shown ?? file,
          fix: "Name another store with --store; nothing was changed in this one")
      }
      guard try !Schema.migrator.hasBeenSuperseded(db) else {
        throw UserError(
          "was written by a newer version of this program", at: shown ?? file,
          fix: "Update, or name another store with --store")
      }
    }
  }
}
