import Diagnostics
import Foundation
import GRDB

/// Every run on this machine, in one SQLite file, with a folder of results for each.
///
/// The database is in write-ahead mode: a window may read while a run writes.
public struct RunStore: Sendable {
  /// The folder that holds `runs.sqlite`, `runs/` and `records/`.
  public let root: URL
  private let database: any DatabaseWriter

  /// Opens the store, making it where there is none.
  ///
  /// - Throws: `UserError` where the folder cannot be written or the file is not one of ours.
  public init(at root: URL) throws {
    try self.init(root) { try StoreFile.open(in: root) }
    try recover()
  }

  /// Opens the store to look at what it holds: nothing is made where there is none, and one on a disk that cannot be
  /// written to, such as a colleague's, is read as it stands.
  ///
  /// - Throws: `UserError` where the file is not one of ours.
  public init(reading root: URL) throws {
    if !FileManager.default.fileExists(atPath: StoreFile.path(in: root)) {
      try self.init(root, StoreFile.empty)
    } else if StoreFile.canBeWritten(in: root) {
      try self.init(at: root)
    } else {
      try self.init(copying: root)
    }
  }

  /// What the store holds at this moment, without writing anything into its folder.
  init(copying root: URL) throws {
    try self.init(root) { try StoreFile.copy(of: root) }
  }

  private init(_ root: URL, _ open: () throws -> any DatabaseWriter) throws {
    self.root = root
    database = try StoreFile.translating(root, open)
  }

  /// `$XDG_DATA_HOME/orrery`, else `~/.local/share/orrery`.
  public static var standardRoot: URL {
    let environment = ProcessInfo.processInfo.environment
    if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") {
      return URL(fileURLWithPath: data).appendingPathComponent("orrery")
    }
    // A shell's `~` is $HOME, whatever the list of users says.
    let home = environment["HOME"].flatMap { $0.hasPrefix("/") ? URL(fileURLWithPath: $0) : nil }
    return (home ?? FileManager.default.homeDirectoryForCurrentUser).appendingPathComponent(".local/share/orrery")
  }

  public var records: URL { root.appendingPathComponent("records") }

  public func folder(of id: String) -> URL { runs.appendingPathComponent(id) }

  /// Where a run's folder is made, under a hidden name; whoever makes it holds its `FileLock`.
  public func workingFolder(of id: String) -> URL { runs.appendingPathComponent(".\(id).part") }

  var runs: URL { root.appendingPathComponent("runs") }

  /// Adds a run that has begun.
  public func begin(_ run: RunRecord) throws {
    try write { try run.insert($0) }
  }

  /// Stores a run's results and marks it done, all or nothing.
  public func finish(_ id: String, at time: String, summary: String, metrics: [MetricRow]) throws {
    try write { db in
      try db.execute(
        sql: "UPDATE run SET status = 'done', finished = ?, summary = ? WHERE id = ?", arguments: [time, summary, id])
      for row in metrics { try row.insert(db) }
    }
  }

  /// Marks a run as failed; nothing that it measured is kept.
  public func fail(_ id: String, at time: String) throws {
    try write { try Self.markFailed(id, at: time, $0) }
  }

  static func markFailed(_ id: String, at time: String, _ db: Database) throws {
    try MetricRow.filter(Column("run") == id).deleteAll(db)
    try db.execute(
      sql: "UPDATE run SET status = 'failed', finished = ?, summary = NULL WHERE id = ?", arguments: [time, id])
  }

  /// The newest first.
  ///
  /// - Parameter suite: those that this evaluation of a suite kept; nil: those that were run by themselves.
  public func runs(limit: Int = 1000, status: RunRecord.Status? = nil, suite: String? = nil) throws -> [RunRecord] {
    try read { db in
      var request = RunRecord.filter(Column("suite") == suite)
        .order(Column("started").desc, Column("id").desc).limit(limit)
      if let status { request = request.filter(Column("status") == status.rawValue) }
      return try request.fetchAll(db)
    }.map(placed)
  }

  /// The record with its folder where this store is now: a store may have been moved or copied.
  private func placed(_ run: RunRecord) -> RunRecord {
    var run = run
    run.folder = folder(of: run.id).path
    return run
  }

  /// The run with this identifier, or the only one whose identifier begins with it.
  public func run(_ id: String) throws -> RunRecord {
    let found = try read { db in
      try RunRecord.filter(sql: "substr(id, 1, ?) = ?", arguments: [id.count, id]).fetchAll(db)
    }.map(placed)
    if let exact = found.first(where: { $0.id == id }) { return exact }
    guard let only = found.first else {
      throw UserError("no run is called \(id)", at: root.path, fix: "`orrery runs list` shows them")
    }
    guard found.count == 1 else {
      throw UserError("\(found.count) runs begin with \(id)", fix: "Give more of the name")
    }
    return only
  }

  /// Differs whenever a run or a suite was finished or deleted.
  public func stamp() throws -> String {
    try read { db in
      let row = try Row.fetchOne(
        db,
        sql: """
          SELECT (SELECT count(*) || ' ' || ifnull(max(finished), '') FROM run WHERE status = 'done')
            || ' ' || (SELECT count(*) || ' ' || ifnull(max(finished), '') FROM suite_run)
          """)
      return row?[0] ?? ""
    }
  }

  public func metrics(of id: String) throws -> [MetricRow] {
    try read { try MetricRow.filter(Column("run") == id).fetchAll($0) }
  }

  func write<T>(_ body: (Database) throws -> T) throws -> T {
    try translating { try database.write(body) }
  }

  func read<T>(_ body: (Database) throws -> T) throws -> T {
    try translating { try database.read(body) }
  }

  private func translating<T>(_ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw UserError(
        "the run database failed (\(StoreFile.words(error)))", at: root.path, fix: StoreFile.advice(error))
    }
  }
}
