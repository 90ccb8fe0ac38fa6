import TensorCore

/// Muon on weights with two axes or more, AdamW on biases, scales, embeddings and the layers named plain.
public final class Optimiser {
  public let adamW: AdamW
  public let muon: Muon

  /// `plain` are the beginnings of names that stay with AdamW; without `usesMuon` all do. `decay` is for what Muon
  /// updates, or would: biases, scales and embeddings are not drawn to zero.
  public init(_ parameters: [NamedParameter], usesMuon: Bool, plain: [String] = [], decay: Float = 0) {
    func isMatrix(_ named: NamedParameter) -> Bool {
      named.parameter.shape.count >= 2 && !plain.contains { named.name.hasPrefix($0) }
    }
    var settings = Muon.Settings()
    settings.decay = decay
    muon = Muon(parameters.filter { usesMuon && isMatrix($0) }, settings)
    var rest = AdamW.Settings()
    rest.decay = decay
    adamW = AdamW(parameters.filter { !usesMuon || !isMatrix($0) }, rest, decays: isMatrix)
  }

  /// One update, then the gradients are cleared.
  public func step(rate: Float, gradientScale: Float = 1) {
    muon.step(rate: rate, gradientScale: gradientScale)
    adamW.step(rate: rate, gradientScale: gradientScale)
    for named in muon.parameters + adamW.parameters { named.parameter.gradient = nil }
  }
}

extension Optimiser: TrainingState {
  public var state: [(name: String, tensor: Tensor)] {
    muon.state.map { ("muon.\($0.name)", $0.tensor) } + adamW.state.map { ("adamw.\($0.name)", $0.tensor) }
  }

  public func restore(_ tensor: (String) throws -> Tensor) throws {
    try muon.restore { try tensor("muon.\($0)") }
    try adamW.restore { try tensor("adamw.\($0)") }
  }
}
