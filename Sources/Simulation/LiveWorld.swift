import Diagnostics
import Episodes

/// A world that is driven frame by frame, and put back to earlier moments at will.
///
/// From the same start and under the same actions it shows the same frames as `Recorder`. Stays on one thread at a time.
public final class LiveWorld {
  public let world: World
  /// Of the arm; nil in worlds without one.
  public let kinematics: ArmKinematics?
  private let state: SimulationState
  private let renderer: Renderer
  private let cameras: [(name: String, index: Int32)]
  private let start: PhysicsState

  /// - Throws: `UserError` where a camera or a place is unknown, or nothing can be drawn.
  public init(
    _ world: World, seed: UInt64, initial: InitialPlacement, cameras names: [String], width: Int, height: Int
  ) throws {
    try initial.validate(world)
    self.world = world
    kinematics = try? ArmKinematics(world)
    cameras = try names.map { ($0, try world.camera(named: $0)) }
    renderer = try Renderer(world, width: width, height: height)
    state = try SimulationState.atStart(of: world, seed: seed, initial: initial, kinematics: kinematics)
    state.refresh()
    start = state.physics
  }

  /// The targets that the actuators hold now, which the next action sets out from.
  public var targets: [Double] { state.control }

  /// What it takes to come back here.
  public var physics: PhysicsState { state.physics }

  /// The physics as it is.
  public var present: SimulationState { state }

  public func restart() { state.restore(start) }
  public func restore(_ physics: PhysicsState) { state.restore(physics) }

  /// Goes one frame on under an action: absolute targets, one an actuator.
  ///
  /// - Throws: `UserError` once the physics has blown up.
  public func advance(_ action: [Float]) throws {
    precondition(
      action.count == world.actuators.count, "\(action.count) targets for \(world.actuators.count) actuators")
    state.follow(action)
    state.refresh()
    try state.checkStability()
  }

  /// What the cameras see now.
  public func frame() throws -> LiveFrame {
    let physics = state.physics
    let views = try renderer.session {
      cameras.map { camera in
        var rgb: [UInt8] = []
        renderer.appendRGB(state, camera: camera.index, to: &rgb)
        return LiveFrame.View(
          camera: camera.name, width: renderer.width, height: renderer.height, rgb: rgb,
          segmentation: renderer.truth(state, camera: camera.index).segmentation,
          intrinsics: renderer.intrinsics(camera: camera.index),
          extrinsics: renderer.extrinsics(state, camera: camera.index))
      }
    }
    let objects = world.objects.filter(state.has).map { ($0.name, state.pose(of: $0)) }
    return LiveFrame(views: views, objects: objects, tool: state.tool, physics: physics)
  }
}
