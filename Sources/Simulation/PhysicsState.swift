import CMuJoCo

/// Everything that decides how a world goes on: positions, velocities, targets, and where the solver starts from.
///
/// About a kilobyte for a table top.
public struct PhysicsState: Equatable, Sendable {
  let values: [Double]
}

extension SimulationState {
  private static let parts = Int32(mjSTATE_INTEGRATION.rawValue)

  /// The present state; take it after `refresh`, where frames are taken down.
  public var physics: PhysicsState {
    PhysicsState(
      values: [Double](unsafeUninitializedCapacity: Int(mj_stateSize(model, Self.parts))) { buffer, count in
        mj_getState(model, data, buffer.baseAddress, Self.parts)
        count = buffer.count
      })
  }

  /// Goes back to a state of this world; what follows is the same to the bit as it was then.
  public func restore(_ physics: PhysicsState) {
    precondition(physics.values.count == Int(mj_stateSize(model, Self.parts)), "a state of \(physics.values.count)")
    mj_setState(model, data, physics.values, Self.parts)
    mj_forward(model, data)
    // The call above moved the solver's starting point on.
    mj_setState(model, data, physics.values, Self.parts)
  }
}
