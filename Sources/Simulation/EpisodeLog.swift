import CMuJoCo
import Diagnostics
import Episodes

/// Gathers an episode frame by frame.
struct EpisodeLog {
  private let world: World
  private let settings: RecordingSettings
  private let renderer: Renderer?
  private let cameras: [Int32]
  private(set) var views: [Episode.View]
  var actions: [[Float]] = []
  private var states: [[Float]] = []
  private var poses: [[[Double]]]
  private var bodies: [Int: (mass: Double, radius: Double)] = [:]
  private var contacts: [Episode.Contact] = []
  private var energy: [[Double]] = []
  private var tool: [[Double]] = []

  init(_ world: World, _ settings: RecordingSettings, _ renderer: Renderer?) throws {
    (self.world, self.settings, self.renderer) = (world, settings, renderer)
    cameras = try settings.cameras.map(world.camera(named:))
    poses = Array(repeating: [], count: world.objects.count)
    views = zip(settings.cameras, cameras).map { name, camera in
      Episode.View(
        camera: name, width: settings.width, height: settings.height, rgb: [], depth: settings.depth ? [] : nil,
        segmentation: settings.segmentation ? [] : nil, intrinsics: renderer?.intrinsics(camera: camera), extrinsics: []
      )
    }
  }

  /// Takes down the state, which must be up to date.
  mutating func append(_ state: SimulationState, contacts: [Episode.Contact]) throws {
    try draw(state)
    states.append(state.jointState.map { Float($0) })
    // What an episode is without has no path in it.
    for (index, object) in world.objects.enumerated() where state.has(object) {
      poses[index].append(state.pose(of: object))
      // Where sizes are drawn, an episode says what its objects weigh and hold.
      if world.starts != nil { bodies[index] = (state.mass(of: object), state.innerRadius(of: object)) }
    }
    self.contacts += contacts
    energy.append(state.objectEnergy)
    if let tip = state.tool { tool.append([tip.x, tip.y, tip.z]) }
  }

  private mutating func draw(_ state: SimulationState) throws {
    guard let renderer else { return }
    try renderer.session {
      for (index, camera) in cameras.enumerated() {
        renderer.appendRGB(state, camera: camera, to: &views[index].rgb)
        views[index].extrinsics?.append(renderer.extrinsics(state, camera: camera))
        guard settings.depth || settings.segmentation else { continue }
        let truth = renderer.truth(state, camera: camera)
        views[index].depth?.append(contentsOf: truth.depth)
        views[index].segmentation?.append(contentsOf: truth.segmentation)
      }
    }
  }

  func episode(seed: UInt64, policy: String, spec: String) -> Episode {
    let paths = world.objects.indices.filter { !poses[$0].isEmpty }.map { index in
      Episode.ObjectPath(
        name: world.objects[index].name, poses: poses[index], mass: bodies[index]?.mass,
        innerRadius: bodies[index]?.radius)
    }
    return Episode(
      seed: seed, policy: policy, rate: world.rate, frames: settings.frames, views: views, actions: actions,
      states: states, stateNames: world.stateNames, segmentNames: world.segmentNames,
      objects: paths, contacts: contacts, energy: energy, tool: tool, spec: spec)
  }
}

extension World {
  /// Names of the states' columns: positions, then velocities of the robot's joints.
  public var stateNames: [String] { joints.map { "\($0.name)_position" } + joints.map { "\($0.name)_velocity" } }
}

extension SimulationState {
  /// Kinetic and potential energy of the objects that are there, joules; heights count from z = 0.
  public var objectEnergy: [Double] {
    var (kinetic, potential) = (0.0, 0.0)
    for object in world.objects where has(object) {
      let (mass, body) = (model.pointee.body_mass[object.body], object.body)
      // Angular, then linear velocity, in the frame of the principal axes at the centre of mass.
      var velocity = [Double](repeating: 0, count: 6)
      mj_objectVelocity(model, data, Int32(mjOBJ_BODY.rawValue), Int32(body), &velocity, 1)
      for axis in 0..<3 {
        kinetic += 0.5 * model.pointee.body_inertia[3 * body + axis] * velocity[axis] * velocity[axis]
        kinetic += 0.5 * mass * velocity[3 + axis] * velocity[3 + axis]
      }
      potential += mass * -model.pointee.opt.gravity.2 * data.pointee.xipos[3 * body + 2]
    }
    return [kinetic, potential]
  }
}
