import Episodes

extension World {
  /// The policy that does what `spec` asks.
  ///
  /// - Throws: a `UserError` where this world's robot cannot be driven so.
  public func policy(_ spec: PolicySpec) throws -> any Policy {
    switch spec.name {
    case .hold: return HoldPolicy()
    case .orbit: return try OrbitPolicy(self, speed: spec.speed)
    case .push: return GoalPolicy(try ArmKinematics(self), PushPlanner(spec: spec), spec)
    case .pickPlace: return GoalPolicy(try ArmKinematics(self), PickPlanner(spec: spec), spec)
    case .reach: return GoalPolicy(try ArmKinematics(self), ReachPlanner(spec: spec), spec)
    case .random: return RandomPolicy(try ArmKinematics(self))
    }
  }
}
