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
