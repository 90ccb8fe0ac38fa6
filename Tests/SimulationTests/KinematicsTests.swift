import Diagnostics
import Simulation
import Testing

@Suite struct KinematicsTests {
  // Closed forms in double precision against MuJoCo's chain of rotations.
  static let rounding = 1e-9

  @Test func tipIsWhereMuJoCoPutsTheSite() throws {
    let world = try Tabletop.world()
    let arm = try ArmKinematics(world)
    let state = try SimulationState(world)
    for x in [0.16, 0.25, 0.33] {
      for y in [-0.12, 0, 0.1] {
        for z in [0.02, 0.1, 0.16] {
          let wanted = SIMD3(x, y, z)
          let targets = try #require(arm.targets(ArmPose(tip: wanted, roll: 0.4, gripper: 0.02)))
          state.setJoints(targets)
          state.refresh()
          let found = try #require(state.tool)
          #expect(((found - wanted) * (found - wanted)).sum().squareRoot() < Self.rounding, "\(wanted) became \(found)")
          #expect(((arm.tip(targets) - wanted) * (arm.tip(targets) - wanted)).sum().squareRoot() < Self.rounding)
        }
      }
    }
  }

  @Test func placesOutOfReachAreRefusedAndClamped() throws {
    let arm = try ArmKinematics(Tabletop.world())
    for tip in [SIMD3(0.6, 0, 0.1), SIMD3(0.2, 0, 0.6), SIMD3(-0.3, 0.01, 0.1)] {
      #expect(!arm.reaches(tip))
      let clamped = arm.nearestTargets(ArmPose(tip: tip, roll: 9, gripper: 1))
      for (value, limits) in zip(clamped, arm.limits) { #expect(limits.contains(value)) }
    }
  }

  @Test func fingersAlignWithTheWantedDirection() throws {
    let arm = try ArmKinematics(Tabletop.world())
    for angle in [-1.0, 0.2, 2.9] {
      #expect(abs(arm.roll(fingersAlong: angle, at: SIMD3(0.2, 0.1, 0), symmetry: .pi / 2)) <= .pi / 4 + Self.rounding)
    }
  }

  @Test func worldWithoutSuchAnArmIsAUserError() throws {
    let world = try World(xml: "<mujoco><worldbody/></mujoco>", name: "empty")
    #expect(throws: UserError.self) { try ArmKinematics(world) }
  }
}
