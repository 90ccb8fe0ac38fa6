import Configuration
import Episodes
import Foundation
import TensorCore
import Testing
import WorldModel

/// What becomes -1 and 1 of an action.
@Suite struct ActionScaleTests {
  private func contract(_ scale: ActionContract.Scale?) -> ActionContract {
    ActionContract(
      robot: "toy", frame: "joint", rotation: "none", rate: 10, clamp: .warn,
      dimensions: [
        .init(name: "elbow", unit: "rad", kind: .jointPosition, q01: -1, q99: 3),
        .init(name: "left", unit: "rad", kind: .jointPosition, q01: 0.5, q99: 0.7),
        .init(name: "gripper", unit: "m", kind: .gripper, opens: 1, q01: 0, q99: 0.03),
        .init(name: "speed", unit: "rad", kind: .jointVelocity, q01: 0, q99: 0.5),
      ], scale: scale)
  }

  @Test(arguments: [ActionContract.Scale?.none, .own])
  func eachDimensionsQuantilesAreItsOwnScale(_ scale: ActionContract.Scale?) {
    let told = ActionChunks.make(
      [[-1, 0.5, 0, 0], [3, 0.7, 0.03, 0.5], [1, 0.6, 0.015, 0.25]], contract: contract(scale), group: 3, count: 2)
    let wanted: [Float] = [-1, -1, -1, -1, 1, 1, 1, 1, 0, 0, 0, 0]
    for (value, want) in zip(told.rows(1..<2).floats(), wanted) { #expect(abs(value - want) < 1e-6) }
  }

  /// The joint that moves by .2 rad, beside one that moves by 4, becomes a twentieth of it; units and kinds stay apart.
  @Test func aSharedScaleIsThatOfTheWidestOfItsKind() {
    let told = ActionChunks.make(
      [[-1, 0.5, 0, 0], [3, 0.7, 0.03, 0.5], [1, 0.6, 0.015, 0.25]], contract: contract(.shared), group: 3, count: 2)
    let wanted: [Float] = [-1, -0.05, -1, -1, 1, 0.05, 1, 1, 0, 0, 0, 0]
    for (value, want) in zip(told.rows(1..<2).floats(), wanted) { #expect(abs(value - want) < 1e-6) }
  }

  @Test func theScaleIsKeptInFiles() throws {
    let shared = contract(.shared)
    #expect(try ActionContract(SettingsNode(text: shared.yaml(), file: "m.yaml")) == shared)
    #expect(try JSONDecoder().decode(ActionContract.self, from: JSONEncoder().encode(shared)) == shared)
    // As programs wrote it that knew no scales.
    #expect(!contract(nil).yaml().contains("scale"))
    #expect(try ActionContract(SettingsNode(text: contract(nil).yaml(), file: "m.yaml")).scale == nil)
  }

  /// It says how a network is told the numbers, not what they mean.
  @Test func dataOfAnotherScaleFitTheModel() {
    #expect(contract(.shared).differences(from: contract(nil)).isEmpty)
  }
}
