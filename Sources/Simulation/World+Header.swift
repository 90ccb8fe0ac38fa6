import Diagnostics
import Episodes
import Foundation

extension World {
  /// The meaning of this world's actions; q01 and q99 are the actuators' limits until a data set measures them.
  public var contract: ActionContract {
    let dimensions = actuators.map { actuator in
      ActionContract.Dimension(
        name: actuator.name, unit: actuator.isSlide ? "m" : "rad", kind: actuator.kind,
        opens: actuator.kind == .gripper ? 1 : nil, q01: actuator.lower, q99: actuator.upper, lower: actuator.lower,
        upper: actuator.upper)
    }
    return ActionContract(
      robot: name, frame: "joint", rotation: "none", rate: rate, clamp: .clamp, dimensions: dimensions)
  }

  /// The model's name in the world file.
  public var name: String { String(cString: model.pointee.names) }

  /// The header of files recorded of this world.
  public func header(_ plan: DatasetPlan) throws -> EpisodeFileHeader {
    struct Recording: Codable {
      var revision = PolicyMix.revision
      var policies: String
      var settings: RecordingSettings
      var startRange: String?
    }
    let recording = Recording(policies: plan.mix.description, settings: plan.settings, startRange: plan.startRange)
    return EpisodeFileHeader(
      contract: contract, rate: rate, stateNames: stateNames, segmentNames: segmentNames, world: name,
      worldSHA256: sha256, engine: "MuJoCo \(World.engineVersion)", recording: try StableJSON.text(recording))
  }
}

extension World.Actuator {
  fileprivate var kind: ActionContract.Kind {
    if movesCamera { return .cameraMotion }
    return isSlide ? .gripper : .jointPosition
  }
}
