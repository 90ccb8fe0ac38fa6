import Scoring

/// The page that shows how policies fared in the simulator and in the model; it stands alone.
struct PolicyPage {
  let result: SuiteResult

  init(_ result: SuiteResult) { self.result = result }

  var html: String {
    let ranking = [MetricName.policyR, .policyMMRV].compactMap { metric -> (name: String, cells: [ReportGrid.Cell])? in
      guard let value = result.metrics[metric.rawValue] else { return nil }
      let bounds = value.lo.flatMap { lo in value.hi.map { "[\(Figure.fixed(lo, 2)), \(Figure.fixed($0, 2))]" } }
      let note = value.note ?? bounds ?? ""
      return (metric.rawValue, [.init(value.mean.map { Figure.fixed($0, 3) } ?? "–", note: note)])
    }
    let policies = (result.policies ?? []).map { policy in
      (name: policy.name, cells: [cell(policy.simulator), cell(policy.model)])
    }
    return ReportPage(
      title: result.suite, summary: "Policies tried at the same tasks, in the simulator and in the model.",
      parts: [
        ReportGrid(heading: "Does the model rank policies as the simulator does?", columns: ["value"], rows: ranking),
        ReportGrid(
          heading: "Success", columns: ["simulator", "model"], rows: policies,
          caption: "Shares of starts with Wilson's 95% bounds, read by the same readout in both."),
        ReportFacts(facts: [("model", result.model.path), ("run", result.run), ("starts", "\(result.episodes)")]),
      ]
    ).html
  }

  private func cell(_ share: WilsonInterval?) -> ReportGrid.Cell {
    guard let share else { return .init("–") }
    let bounds = "[\(Figure.percent(share.lo)), \(Figure.percent(share.hi))], n \(share.n)"
    return .init(Figure.percent(share.share), note: bounds)
  }
}
