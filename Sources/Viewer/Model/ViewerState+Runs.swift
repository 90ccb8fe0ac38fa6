import Diagnostics

extension ViewerState {
  /// What stands in the window's frame.
  var windowTitle: String { source.map { "\($0.title) – Orrery" } ?? "Orrery" }

  /// Reads the list of runs; a failure becomes a message.
  mutating func list(from lister: RunLister?) {
    guard let lister else { return }
    listsRuns = true
    do {
      runs = try lister.list()
    } catch {
      message = Message("The runs cannot be listed: \(error)", isError: true)
    }
  }

  /// Opens a run of the list; a failure becomes a message and what was shown stays.
  mutating func load(_ id: ListedRun.ID, from lister: RunLister?) {
    guard let lister else { return }
    do {
      show(try lister.load(id))
      selectedRun = id
      message = nil
    } catch {
      message = Message("Run \(id) cannot be opened: \(error)", isError: true)
    }
  }
}
