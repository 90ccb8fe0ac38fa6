import GRDB

/// The database's tables, as a chain of migrations that is only ever added to.
enum Schema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1: runs and metric values") { db in
      try db.create(table: "run") { t in
        t.primaryKey("id", .text)
        t.column("started", .text).notNull().indexed()
        t.column("finished", .text)
        t.column("status", .text).notNull()
        t.column("scenario", .text).notNull().indexed()
        for column in [
          "scenarioPath", "scenarioHash", "modelPath", "modelHash", "dataHash", "settings", "version", "engine",
        ] {
          t.column(column, .text).notNull()
        }
        t.column("threads", .integer).notNull()
        t.column("folder", .text).notNull()
        t.column("summary", .text)
      }
      try db.create(table: "metric_value") { t in
        t.column("run", .text).notNull().indexed().references("run", onDelete: .cascade)
        t.column("sample", .integer).notNull()
        t.column("view", .text).notNull()
        t.column("metric", .text).notNull()
        t.column("t", .double)
        t.column("value", .double)
        t.column("status", .text).notNull()
      }
      try db.create(index: "metric_value_by_metric", on: "metric_value", columns: ["metric", "run"])
    }
    migrator.registerMigration("2: suites") { db in
      try db.create(table: "suite_run") { t in
        t.primaryKey("id", .text)
        t.column("started", .text).notNull().indexed()
        t.column("finished", .text)
        t.column("key", .text).notNull().indexed()
        for column in ["suite", "suitePath", "suiteHash", "modelPath", "modelHash", "version", "engine", "file"] {
          t.column(column, .text).notNull()
        }
        t.column("threads", .integer).notNull()
      }
      try db.create(table: "suite_episode") { t in
        t.column("suiteRun", .text).notNull().references("suite_run", onDelete: .cascade)
        t.column("scenario", .text).notNull()
        t.column("scores", .text).notNull()
        t.primaryKey(["suiteRun", "scenario"])
      }
      try db.create(table: "aggregate") { t in
        t.column("suiteRun", .text).notNull().references("suite_run", onDelete: .cascade)
        t.column("metric", .text).notNull()
        for column in ["mean", "median", "lo", "hi"] { t.column(column, .double) }
        t.column("n", .integer).notNull()
        t.column("unmeasured", .integer).notNull()
        t.primaryKey(["suiteRun", "metric"])
      }
    }
    migrator.registerMigration("3: self-test") { db in
      try db.create(table: "selftest") { t in
        t.column("suiteRun", .text).notNull().indexed().references("suite_run", onDelete: .cascade)
        t.column("metric", .text).notNull()
        t.column("corruption", .text).notNull()
        for column in ["delta", "lo", "hi"] { t.column(column, .double) }
        t.column("pass", .boolean).notNull()
        t.column("rule", .text).notNull()
        t.column("note", .text)
      }
    }
    migrator.registerMigration("4: values of suites") { db in
      try db.alter(table: "aggregate") { t in t.add(column: "iqm", .double) }
      try db.create(table: "suite_value") { t in
        t.column("suiteRun", .text).notNull().references("suite_run", onDelete: .cascade)
        t.column("scenario", .text).notNull()
        t.column("sample", .integer).notNull()
        t.column("metric", .text).notNull()
        t.column("value", .double)
        t.column("status", .text).notNull()
        t.primaryKey(["suiteRun", "scenario", "metric", "sample"])
      }
    }
    migrator.registerMigration("5: runs that suites keep") { db in
      try db.alter(table: "run") { t in t.add(column: "suite", .text).indexed() }
    }
    migrator.registerMigration("6: episodes behind aggregates") { db in
      try db.alter(table: "aggregate") { t in t.add(column: "episodes", .integer) }
    }
    migrator.registerMigration("7: suites' values by view and over time") { db in
      // A key without view and time cannot be altered: the rows move to a new table.
      try db.rename(table: "suite_value", to: "suite_value_6")
      try db.create(table: "suite_value") { t in
        t.column("suiteRun", .text).notNull().indexed().references("suite_run", onDelete: .cascade)
        t.column("scenario", .text).notNull()
        t.column("sample", .integer).notNull()
        t.column("view", .text).notNull()
        t.column("metric", .text).notNull()
        t.column("t", .double)
        t.column("value", .double)
        t.column("status", .text).notNull()
      }
      try db.execute(
        sql: """
          INSERT INTO suite_value (suiteRun, scenario, sample, view, metric, value, status)
          SELECT suiteRun, scenario, sample, '', metric, value, status FROM suite_value_6 ORDER BY rowid
          """)
      try db.drop(table: "suite_value_6")
    }
    return migrator
  }
}
