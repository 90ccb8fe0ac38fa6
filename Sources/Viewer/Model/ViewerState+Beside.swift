extension ViewerState {
  /// The run after the one beside, or after the one shown, in the list as it is ordered, round and round.
  var nextBeside: ListedRun.ID? {
    let others = list.shown.map(\.id).filter { $0 != selectedRun }
    guard let now = beside?.id, let place = others.firstIndex(of: now) else {
      let after = list.shown.drop { $0.id != selectedRun }.dropFirst().first?.id
      return after ?? others.first
    }
    return others[(place + 1) % others.count]
  }

  /// Opens a run of the list beside the one shown; a failure becomes a message and what was shown stays.
  mutating func loadBeside(_ id: ListedRun.ID, from lister: RunLister?) {
    guard let lister else { return }
    let id = list.resolved(id)
    do {
      let source = try lister.load(id)
      beside = Beside(id, source, generation: (beside?.generation ?? 0) + 1, shown: self.source)
      layout = .pair
      message = nil
    } catch {
      message = Message("Run \(id) cannot be opened: \(error)", isError: true)
    }
  }

  /// One run again.
  mutating func standAlone() {
    beside = nil
    if layout == .pair { layout = .comparison }
  }

  /// What tells the two runs apart: their models, or else their scenarios, or else their times.
  var pairTitles: (shown: String, beside: String) {
    let listed = [selectedRun, beside?.id].map { id in list.runs.first { $0.id == id } }
    if let a = listed[0], let b = listed[1] {
      if a.model != b.model { return (a.model, b.model) }
      if a.scenario != b.scenario { return (a.scenario, b.scenario) }
    }
    func time(_ id: ListedRun.ID?) -> String? { id?.split(separator: "-").first.map(String.init) }
    return (time(selectedRun) ?? "Prediction", time(beside?.id) ?? "Beside")
  }
}
