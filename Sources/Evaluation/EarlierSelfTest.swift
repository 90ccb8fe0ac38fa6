import Diagnostics
import Foundation
import RunStore
import Scoring

/// What the newest self-test in a store said of the scores as they are now: for reports that made none of their own.
struct EarlierSelfTest {
  /// The evaluation that made it, and the suite whose truth it corrupted.
  let run, suite: String
  let passed, failed: Int

  /// Nil where no evaluation tested scores of this revision.
  init?(in store: RunStore) throws {
    for record in try store.suiteRuns() where record.finished != nil {
      let rows = try store.selfTest(of: record.id)
      guard !rows.isEmpty, let text = try? String(contentsOfFile: record.file, encoding: .utf8),
        let result = try? StableJSON.value(text, as: SuiteResult.self, at: record.file),
        result.scorerRevision == Scorer.revision
      else { continue }
      (run, suite) = (record.id, record.suite)
      failed = rows.count { !$0.pass }
      passed = rows.count - failed
      return
    }
    return nil
  }
}

extension SuiteReport {
  /// Whether the scores can be trusted, where this evaluation did not test them.
  var untested: ReportText {
    let verdict: String
    if let earlier {
      verdict =
        "They were put to corrupted truth by \(earlier.run) (\(earlier.suite)), as they are defined now: "
        + "\(earlier.passed) checks passed, \(earlier.failed) failed. This evaluation did not test them again."
    } else {
      verdict = "Not tested on this machine as they are defined now: add --self-test."
    }
    return ReportText(heading: ReportSelfTest.heading, paragraphs: [verdict])
  }
}
