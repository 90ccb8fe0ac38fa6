import ArgumentParser
import Foundation
import RunStore
import Scenarios
import Viewer

/// Where runs are kept.
struct StoreOptions: ParsableArguments {
  @Option(help: "Folder of the run store (default: ~/.local/share/orrery).")
  var store: String?

  func open() throws -> RunStore { try Self.open(store) }

  /// - Parameter folder: nil: the standard one.
  static func open(_ folder: String?) throws -> RunStore {
    try RunStore(at: folder.map { URL(fileURLWithPath: $0) } ?? RunStore.standardRoot)
  }
}

extension RunStore {
  /// The list in the window.
  var lister: RunLister { lister(memory: nil) }

  /// - Parameter memory: bytes that decoded frames may keep.
  func lister(memory: Int?) -> RunLister {
    RunLister(
      list: { try runs(status: .done).map(ListedRun.init) },
      load: { try RunFrameSource(try run($0), records: records, memory: memory) },
      command: { [self] id in
        let place = root.path == Self.standardRoot.path ? "" : " --store \(ShellWord.quoted(root.path))"
        return "orrery view \(id)\(place)"
      })
  }
}

extension ListedRun {
  init(_ run: RunRecord) {
    let summary = run.summary.flatMap { try? JSONDecoder().decode(RunSummary.self, from: Data($0.utf8)) }
    let headline = ["foreground_skill", "psnr"].compactMap { name in
      summary?.scores[name]?.value.map { Headline(name, $0) }
    }
    let date = (try? Date(run.started, strategy: .iso8601)) ?? .distantPast
    self.init(
      id: run.id, scenario: run.scenario, model: URL(fileURLWithPath: run.modelPath).lastPathComponent, date: date,
      headline: headline)
  }
}
