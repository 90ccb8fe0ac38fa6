/// What is chosen by name or number may not be there: that is said, and what was shown stays.
extension ViewerState {
  mutating func choose(sample number: Int) {
    guard let source, source.sampleCount > 0, number != sample else { return }
    guard (0..<source.sampleCount).contains(number) else {
      return miss("sample \(number + 1)", "\(source.title) has \(source.sampleCount)")
    }
    sample = number
    details = SourceDetails(of: source, sample: number)
  }

  /// Nil: all cameras.
  mutating func choose(camera wanted: Int?) {
    guard let wanted else {
      camera = nil
      return
    }
    guard has(camera: wanted) else { return }
    camera = wanted
  }

  mutating func choose(score name: String) {
    guard list.scoreNames.contains(name) else {
      return miss("score \(name)", "There are \(list.scoreNames.joined(separator: ", "))")
    }
    list.apply(.scoreRuns(name))
  }

  /// A suite's worst episode is what one came to see.
  mutating func choose(suite action: InputAction) -> Effect? {
    if case .suite(let id?) = action, !list.suites.contains(where: { $0.id == id }) {
      miss("suite \(id)", "It was deleted, or kept no runs")
      return nil
    }
    list.apply(action)
    guard let first = list.shown.first, !list.shown.contains(where: { $0.id == selectedRun }) else { return nil }
    return .load(first.id)
  }

  /// All cameras, then one after another.
  mutating func showNextCamera() {
    let count = source?.cameras.count ?? 0
    let next = camera.map { $0 + 1 } ?? 0
    camera = count > 1 && next < count ? next : nil
  }

  /// A click on the mark takes it away.
  mutating func setMark(_ action: InputAction) {
    guard case .mark(let camera, let place) = action else {
      mark = nil
      return
    }
    guard has(camera: camera) else { return }
    let isSame = mark.map { $0.camera == camera && ($0.place - place).length < 0.02 } ?? false
    mark = isSame ? nil : Mark(camera: camera, place: place)
  }

  private mutating func has(camera: Int) -> Bool {
    let names = source?.cameras ?? []
    if !names.indices.contains(camera) {
      miss("camera \(camera + 1)", "The cameras are \(names.joined(separator: ", "))")
    }
    return names.indices.contains(camera)
  }

  private mutating func miss(_ what: String, _ advice: String) {
    message = Message("There is no \(what). \(advice)", isError: true)
  }
}
