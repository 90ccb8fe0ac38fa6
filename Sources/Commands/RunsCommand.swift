import ArgumentParser
import Diagnostics
import Foundation
import RunStore
import Scenarios

/// `orrery runs`: what was run.
struct RunsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runs", abstract: "Show what was run.",
    subcommands: [List.self, Show.self, RunsSheetCommand.self, RunsCompareCommand.self], defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the runs, the newest first.", discussion: "EXAMPLE: orrery runs list --limit 10")

    @OptionGroup var store: StoreOptions

    @Option(help: "How many at most.")
    var limit = 20

    @Flag(help: "Print JSON on standard output.")
    var json = false

    @Flag(help: "List evaluations of suites instead.")
    var suites = false

    func validate() throws {
      if limit < 1 { throw ValidationError("--limit takes 1 or more, not \(limit)") }
    }

    func run() throws {
      if suites { return try listSuites() }
      let runs = try store.look().runs(limit: limit)
      if json { return print(try StableJSON.text(runs)) }
      if runs.isEmpty { print("No runs yet. `orrery run SCENARIO` makes one.") }
      for run in runs {
        let skill = summary(of: run)?.scores["foreground_skill"]?.value.map { String(format: "skill %.3f", $0) } ?? ""
        print("\(run.id)  \(run.status.rawValue)  \(run.scenario)  \(skill)")
      }
    }

    private func listSuites() throws {
      let store = try store.look()
      let suites = try store.suiteRuns(limit: limit)
      if json { return print(try StableJSON.text(suites)) }
      if suites.isEmpty { print("No evaluations yet. `orrery evaluate SUITE` makes one.") }
      for suite in suites {
        let skill = try store.aggregates(of: suite.id).first { $0.metric == "foreground_skill" }?.mean
        let shown = skill.map { String(format: "skill %.3f", $0) } ?? ""
        print(
          "\(suite.id)  \(suite.finished == nil ? "unfinished" : "done")  \(suite.suite)  \(suite.modelPath)  \(shown)")
      }
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show one run.", discussion: "EXAMPLE: orrery runs show 20260101T1200")

    @Argument(help: "The run's name, or its beginning.")
    var name: String

    @OptionGroup var store: StoreOptions

    @Flag(help: "Print the JSON that the run printed.")
    var json = false

    func run() throws {
      let run = try store.look().run(name)
      if json { return print(run.summary ?? "{}") }
      print("\(run.id)  \(run.status.rawValue)")
      print("scenario  \(run.scenarioPath)")
      print("model     \(run.modelPath) (\(run.modelHash.prefix(12)))")
      print("folder    \(run.folder)")
      if let summary = summary(of: run) { print(ScoreText.table(summary)) }
    }
  }
}

private func summary(of run: RunRecord) -> RunSummary? {
  run.summary.flatMap { try? JSONDecoder().decode(RunSummary.self, from: Data($0.utf8)) }
}
