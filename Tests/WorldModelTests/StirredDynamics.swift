import TensorCore

@testable import WorldModel

extension Dynamics {
  /// A new network's heads are zero: every weight gets some noise, so that all of it is heard.
  static func stirred(_ configuration: DynamicsConfiguration, random: Philox) -> Dynamics {
    let dynamics = Dynamics(configuration, random: random)
    for (i, named) in dynamics.parameters.enumerated() {
      let value = named.parameter.value
      named.parameter.value = value.combined(1, random.split(UInt32(50 + i)).normal(value.shape), 0.2)
    }
    return dynamics
  }
}
