/// Which lines share a plot: those of one topic and unit, the scores' and laws' first, then the actions'.
struct PlotGroups {
  struct Group {
    var title: String
    var lines: [PlotLine]
  }

  let groups: [Group]
  /// What the run beside is called; nil where there is none.
  let beside: String?

  init(_ state: ViewerState, isScored: Bool) {
    let other = state.layout == .pair ? state.beside : nil
    beside = other.map { _ in state.pairTitles.beside }
    let stretch = other.map { state.playhead.rate / $0.source.rate } ?? 1
    let curves = other.map { Self.curves(of: $0, sample: state.sample) } ?? []
    groups =
      Self.groups(isScored ? "Score over time" : "Recorded", state.details.curves, curves, stretch)
      + Self.groups("Actions", state.details.actions, other?.details.actions ?? [], stretch)
  }

  /// Of the sample whose pictures stand beside.
  private static func curves(of beside: Beside, sample: Int) -> [Series] {
    let number = min(sample, beside.source.sampleCount - 1)
    return number > 0 ? beside.source.curves(sample: number) : beside.details.curves
  }

  private struct Key: Hashable {
    var topic: String
    var unit: String
  }

  static func groups(_ name: String, _ own: [Series], _ others: [Series], _ stretch: Double) -> [Group] {
    let keys = (own + others).reduce(into: [Key]()) { keys, line in
      let key = Key(topic: line.topic, unit: line.unit)
      if !keys.contains(key) { keys.append(key) }
    }
    return keys.map { key in
      let belongs = { (line: Series) in line.topic == key.topic && line.unit == key.unit }
      let topic = key.topic.isEmpty ? name : key.topic.prefix(1).uppercased() + key.topic.dropFirst()
      return Group(
        title: key.unit.isEmpty ? topic : "\(topic) · \(key.unit)",
        lines: lines(own.filter(belongs), others.filter(belongs), stretch))
    }
  }

  /// Lines of one name share a colour.
  private static func lines(_ own: [Series], _ others: [Series], _ stretch: Double) -> [PlotLine] {
    var names = own.map(\.name)
    let shown = own.enumerated().map { PlotLine(series: $1, number: $0) }
    return shown
      + others.map { line in
        if !names.contains(line.name) { names.append(line.name) }
        let number = names.firstIndex(of: line.name) ?? 0
        return PlotLine(series: line, number: number, isBeside: true, stretch: stretch)
      }
  }
}
