import Diagnostics
import Foundation
import GRDB

extension RunStore {
  /// Where suites' results lie, a JSON file each.
  public var suites: URL { root.appendingPathComponent("suites") }

  public func begin(_ suite: SuiteRecord) throws {
    try write { try suite.insert($0) }
  }

  /// The newest unfinished evaluation under a key.
  public func unfinishedSuite(key: String) throws -> SuiteRecord? {
    try read { db in
      try SuiteRecord.filter(Column("key") == key && Column("finished") == nil)
        .order(Column("started").desc, Column("id").desc).fetchOne(db)
    }.map(placed)
  }

  /// Where a result's JSON lies.
  public func file(ofSuite id: String) -> URL { suites.appendingPathComponent("\(id).json") }

  /// The record with its file where this store is now: a store may have been moved or copied.
  private func placed(_ record: SuiteRecord) -> SuiteRecord {
    var record = record
    record.file = file(ofSuite: record.id).path
    return record
  }

  /// The newest first.
  public func suiteRuns(limit: Int = 1000) throws -> [SuiteRecord] {
    try read { try SuiteRecord.order(Column("started").desc, Column("id").desc).limit(limit).fetchAll($0) }
      .map(placed)
  }

  /// The newest evaluation of a suite that kept runs of its episodes, by the evaluation's name or the suite's.
  public func browsableSuite(_ name: String) throws -> SuiteRecord? {
    try read { db in
      try SuiteRecord.filter(sql: "(id = ? OR suite = ?)", arguments: [name, name])
        .filter(sql: "id IN (SELECT suite FROM run WHERE status = 'done')")
        .order(Column("started").desc, Column("id").desc).fetchOne(db)
    }.map(placed)
  }

  /// Evaluations that kept runs of their episodes, the newest first.
  public func browsableSuites(limit: Int = 50) throws -> [SuiteRecord] {
    try read { db in
      try SuiteRecord.filter(sql: "id IN (SELECT suite FROM run WHERE status = 'done')")
        .order(Column("started").desc, Column("id").desc).limit(limit).fetchAll(db)
    }.map(placed)
  }

  /// A suite's evaluation by its name or the beginning of it; nil where there is none.
  ///
  /// - Throws: `UserError` where several begin like that.
  public func suite(_ id: String) throws -> SuiteRecord? {
    let found = try read { db in
      try SuiteRecord.filter(sql: "substr(id, 1, ?) = ?", arguments: [id.count, id]).fetchAll(db)
    }.map(placed)
    if let exact = found.first(where: { $0.id == id }) { return exact }
    guard found.count <= 1 else {
      throw UserError("\(found.count) evaluations begin with \(id)", fix: "Give more of the name")
    }
    return found.first
  }

  /// Keeps an episode's scores, so that an interruption costs no more than the episode it falls into.
  public func add(_ scores: String, of scenario: String, to suite: String) throws {
    try write { try SuiteEpisodeRow(suiteRun: suite, scenario: scenario, scores: scores).insert($0) }
  }

  /// The scores kept so far, by scenario.
  public func episodes(of suite: String) throws -> [String: String] {
    let rows = try read { try SuiteEpisodeRow.filter(Column("suiteRun") == suite).fetchAll($0) }
    return Dictionary(rows.map { ($0.scenario, $0.scores) }, uniquingKeysWith: { first, _ in first })
  }

  /// Stores an evaluation's results and marks it finished, all or nothing.
  public func finish(
    suite id: String, at time: String, aggregates: [AggregateRow], selfTest: [SelfTestRow] = [],
    values: [SuiteValueRow] = []
  ) throws {
    try write { db in
      try db.execute(sql: "UPDATE suite_run SET finished = ? WHERE id = ?", arguments: [time, id])
      for row in aggregates { try row.insert(db) }
      for row in selfTest { try row.insert(db) }
      for row in values { try row.insert(db) }
    }
  }

  /// The checks of an evaluation's self-test, in the order they were made.
  public func selfTest(of suite: String) throws -> [SelfTestRow] {
    try read { try SelfTestRow.filter(Column("suiteRun") == suite).order(Column("rowid")).fetchAll($0) }
  }

  /// Every sample's value of every metric and scenario.
  public func values(of suite: String) throws -> [SuiteValueRow] {
    try read { try SuiteValueRow.filter(Column("suiteRun") == suite).order(Column("rowid")).fetchAll($0) }
  }

  public func aggregates(of suite: String) throws -> [AggregateRow] {
    try read { try AggregateRow.filter(Column("suiteRun") == suite).order(Column("metric")).fetchAll($0) }
  }
}
