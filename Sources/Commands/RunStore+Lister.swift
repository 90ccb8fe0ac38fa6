import Diagnostics
import Evaluation
import Foundation
import Play
import RunStore
import Scenarios
import Scoring
import Viewer

extension RunStore {
  /// The list in the window.
  var lister: RunLister { lister(memory: nil) }

  /// - Parameter memory: what is left for decoded frames; nil: a little for each video.
  func lister(memory: FrameMemory?) -> RunLister {
    RunLister(
      list: { [self] in
        let kept = try browsableSuites().flatMap { try runs(status: .done, suite: $0.id) }
        return (try runs(status: .done) + kept).map(ListedRun.init)
      },
      load: { try RunFrameSource(try run($0), records: records, memory: memory) },
      suites: { try browsableSuites().map(ListedSuite.init) },
      stamp: { try stamp() },
      drive: { try drive(try run($0), frame: $1) },
      command: { "orrery view \($0)\(option)" })
  }

  /// The option that names this store; empty for the standard one.
  private var option: String {
    root.path == Self.standardRoot.path ? "" : " --store \(ShellWord.quoted(root.path))"
  }

  /// The scenario of a run that an evaluation kept, as its suite drew it; nil for runs of their own.
  func drawnScenario(of run: RunRecord) throws -> Scenario? {
    guard let id = run.suite, let suite = try suite(id) else { return nil }
    let drawn = try Suite(file: URL(fileURLWithPath: suite.suitePath)).scenarios.first { $0.name == run.scenario }
    guard let drawn else {
      throw UserError(
        "no longer has the scenario \(run.scenario)", at: suite.suitePath, fix: "Evaluate the suite again")
    }
    return drawn
  }

  /// Starts `orrery play` in a process of its own: the window that asks goes on.
  private func drive(_ run: RunRecord, frame: Int) throws -> String {
    // What cannot be driven is said here, not where nobody looks.
    let origin = try PlayOrigin(run: run, scenario: try drawnScenario(of: run), frame: frame, records: records)
    guard case .folder = origin.scenario.model else {
      throw UserError("\(origin.scenario.model.path) takes no actions", at: run.id, fix: "Open a run of a model")
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = ["play", "--from", run.id, "--frame", "\(frame)", "--store", root.path]
    try process.run()
    return "Driving in a window of its own: orrery play --from \(run.id) --frame \(frame)\(option)"
  }
}

extension ListedRun {
  init(_ run: RunRecord) {
    let summary = run.summary.flatMap { try? JSONDecoder().decode(RunSummary.self, from: Data($0.utf8)) }
    var scores: [String: Score] = [:]
    for (name, score) in summary?.scores ?? [:] {
      guard let value = score.value, let isHigherBetter = MetricName(rawValue: name)?.higherIsBetter else { continue }
      scores[name] = Score(value, isHigherBetter: isHigherBetter)
    }
    self.init(
      id: run.id, scenario: run.scenario, model: URL(fileURLWithPath: run.modelPath).lastPathComponent,
      date: Self.date(run.started), scores: scores, suite: run.suite)
  }

  static func date(_ text: String) -> Date { (try? Date(text, strategy: .iso8601)) ?? .distantPast }
}

extension ListedSuite {
  init(_ suite: SuiteRecord) {
    let date = ListedRun.date(suite.started).formatted(.iso8601.year().month().day())
    let model = URL(fileURLWithPath: suite.modelPath).lastPathComponent
    self.init(id: suite.id, title: "\(suite.suite) · \(model) · \(date)")
  }
}
