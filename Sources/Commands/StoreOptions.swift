import ArgumentParser
import Foundation
import RunStore
import Scenarios
import Viewer

/// Where runs are kept.
struct StoreOptions: ParsableArguments {
  @Option(help: "Folder of the run store (default: ~/.local/share/orrery).")
  var store: String?

  /// The store to add to, made where there is none.
  func open() throws -> RunStore { try Self.open(store) }

  /// The store to look at, which may be on a disk that cannot be written to.
  func look() throws -> RunStore { try Self.look(store) }

  /// - Parameter folder: nil: the standard one.
  static func open(_ folder: String?) throws -> RunStore { try RunStore(at: root(folder)) }

  static func look(_ folder: String?) throws -> RunStore { try RunStore(reading: root(folder)) }

  private static func root(_ folder: String?) -> URL {
    folder.map { URL(fileURLWithPath: $0) } ?? RunStore.standardRoot
  }
}
