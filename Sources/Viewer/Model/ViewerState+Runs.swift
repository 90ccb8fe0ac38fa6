import Diagnostics

extension ViewerState {
  /// What stands in the window's frame.
  var windowTitle: String { source.map { "\($0.title) – Orrery" } ?? "Orrery" }

  /// Reads the list of runs; a failure becomes a message.
  mutating func list(from lister: RunLister?) {
    guard let lister else { return }
    listsRuns = true
    commandOfRun = lister.command
    list.title = lister.title
    do {
      // Asked for first: what changes while the list is read is then read the next time.
      list.stamp = try lister.stamp()
      list.suites = try lister.suites()
      list.runs = try lister.list()
      list.leaveDeletedSuite()
    } catch {
      message = Message("The runs cannot be listed: \(error)", isError: true)
    }
  }

  /// Carries out an action and opens what it asks for; returns what is left for the window to do.
  mutating func carryOut(_ action: InputAction, from lister: RunLister?) -> Effect? {
    switch apply(action) {
    case .load(let id): load(id, from: lister)
    case .loadBeside(let id): loadBeside(id, from: lister)
    case let effect: return effect
    }
    return nil
  }

  /// Opens a run of the list; a failure becomes a message and what was shown stays.
  mutating func load(_ id: ListedRun.ID, from lister: RunLister?) {
    guard let lister else { return }
    let id = list.resolved(id)
    askedRun = id
    do {
      show(try lister.load(id))
      selectedRun = id
      message = nil
    } catch {
      message = Message("Run \(id) cannot be opened: \(error)", isError: true)
    }
  }
}
