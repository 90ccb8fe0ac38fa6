import Diagnostics
import Episodes

/// What one of robomimic's files says about the simulation that it was recorded in.
struct RobomimicEnvironment: Sendable {
  /// robosuite's default.
  static let usualRate = 20.0

  let robot: String
  /// Rows a second; nil where the file does not say.
  let rate: Double?
  private let controller: JSONTree?

  init(_ file: EpisodeFile) throws {
    let all = try file.environment().map {
      try StableJSON.value($0, as: JSONTree.self, at: "\(file.path):data@env_args")
    }
    let settings = all?["env_kwargs"]
    robot = settings?["robots"]?.texts.joined(separator: "+") ?? all?["env_name"]?.texts.first ?? ""
    let frequency = settings?["control_freq"]?.number ?? 0
    rate = frequency > 0 && frequency <= 10_000 ? frequency : nil
    controller = settings?["controller_configs"]
  }

  /// robosuite's controllers take their commands in −1 … 1, which they scale to metres and radians themselves.
  func convention(width: Int) -> ActionConvention? {
    guard width == 7, let controller, controller["type"]?.texts.first?.hasPrefix("OSC") == true else { return nil }
    var isDelta = true
    if case .bool(let flag) = controller["control_delta"] { isDelta = flag }
    var tool = ActionConvention.tool(isDelta: isDelta, metric: !isDelta)
    if isDelta { (tool.limits, tool.rotation) = (-1...1, "axis_angle") }
    return tool
  }
}
