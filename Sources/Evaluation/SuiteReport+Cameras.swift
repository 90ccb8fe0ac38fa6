import Scoring

extension SuiteReport {
  /// What the pictures of each camera score, means over the episodes that have it; nil where all have one camera.
  var byCamera: ReportGrid? {
    let rows = episodes.flatMap(\.rows).filter { $0.views != nil }
    let cameras = Set(rows.flatMap { $0.views?.keys.map { $0 } ?? [] }).sorted()
    guard cameras.count > 1 else { return nil }
    let lines = MetricName.allCases.compactMap { metric -> (name: String, cells: [ReportGrid.Cell])? in
      let own = rows.filter { $0.metric == metric }
      guard !own.isEmpty else { return nil }
      return (
        Self.label(metric),
        cameras.map { camera in .init(show(own.compactMap { $0.views?[camera]?.compactMap { $0 }.mean }.mean)) }
      )
    }
    return ReportGrid(
      heading: "By camera", columns: cameras, rows: lines, caption: "Each camera's pictures by themselves.")
  }
}
