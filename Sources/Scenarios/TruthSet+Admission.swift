import Diagnostics
import Episodes

extension TruthSet {
  /// Refuses actions of another robot or convention than the model's, and clamps the others as its contract says; the
  /// model then sees the clamped ones.
  ///
  /// - Returns: a sentence for each dimension that left its range.
  public mutating func admitActions(to predictor: any VideoPredictor, of scenario: Scenario) throws -> [String] {
    guard let wanted = predictor.contract else { return [] }
    var warnings: [String] = []
    if let contract {
      try wanted.require(contract, at: scenario.file.path)
    } else {
      warnings.append("the recording does not say what its actions mean; they are taken as the model's")
    }
    guard abs(main.rate - wanted.rate) < 1e-6 else {
      throw UserError(
        "the recording has \(main.rate) frames a second; the model predicts \(wanted.rate)", at: scenario.file.path,
        fix: "Record at the model's rate, or train a model at the recording's")
    }
    if let width = main.actions.first?.count, width != wanted.width {
      throw UserError(
        "the actions have \(width) dimensions; the model takes \(wanted.width)", at: scenario.file.path,
        fix: "`orrery model info` shows which")
    }
    if let t = main.actions.firstIndex(where: { !$0.allSatisfy(\.isFinite) }) {
      throw UserError("action \(t) is NaN or infinite", at: scenario.file.path)
    }
    let admitted = wanted.admit(main.actions)
    main.actions = admitted.actions
    for kind in Counterfactual.allCases {
      guard let actions = counterfactuals[kind]?.actions else { continue }
      counterfactuals[kind]?.actions = wanted.admit(actions).actions
    }
    borrowed = borrowed.mapValues { wanted.admit($0).actions }
    return warnings + admitted.warnings
  }
}
