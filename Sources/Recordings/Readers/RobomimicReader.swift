import Diagnostics
import Episodes
import Foundation

/// robomimic's HDF5: `data/demo_N/{actions, obs/<camera>_image, obs/<numbers>}`, one file or several.
struct RobomimicReader: RecordingReader {
  let format = RecordingFormat.robomimic
  let facts: RecordingFacts
  let keys: [EpisodeKey]

  private let places: [EpisodeKey: (file: EpisodeFile, index: Int)]
  private let path: String

  init(path: String) throws {
    self.path = path
    let files = try HDF5Files.open(path)
    let several = files.count > 1
    var places: [EpisodeKey: (file: EpisodeFile, index: Int)] = [:]
    for file in files {
      for (index, demo) in file.demos.enumerated() {
        let number = String(demo.dropFirst("demo_".count))
        let key = several ? EpisodeKey.name("\(FolderListing.stem(file.path))/\(demo)") : EpisodeKey(number)
        places[key] = (file, index)
      }
    }
    self.places = places
    keys = places.keys.sorted()
    facts = try Self.facts(files)
  }

  private static func facts(_ files: [EpisodeFile]) throws -> RecordingFacts {
    var facts = RecordingFacts()
    guard let file = files.first(where: { $0.count > 0 }) else { return facts }
    let environment = try file.environment().map {
      try StableJSON.value($0, as: JSONTree.self, at: "\(file.path):data@env_args")
    }
    let settings = environment?["env_kwargs"]
    facts.robot = settings?["robots"]?.texts.joined(separator: "+") ?? environment?["env_name"]?.texts.first ?? ""
    if let rate = settings?["control_freq"]?.number, rate > 0, rate <= 10_000 {
      facts.rate = rate
    } else {
      // robosuite's default.
      facts.rate = 20
      facts.problems.append(DataProblem(.clock, "the file names no control_freq; 20 rows a second are assumed"))
    }
    facts.cameras = (try? file.cameras(of: 0)) ?? []
    let width = (try? file.actions(of: 0).first?.count) ?? 0
    facts.actionNames = width == 7 ? ActionConvention.toolNames : (0..<width).map { "action_\($0)" }
    facts.convention = convention(settings, width)
    facts.stateNames = (try? stateNames(file)) ?? []
    return facts
  }

  /// robosuite's controllers take their commands in −1 … 1, which they scale to metres and radians themselves.
  private static func convention(_ settings: JSONTree?, _ width: Int) -> ActionConvention? {
    guard width == 7, let controller = settings?["controller_configs"],
      controller["type"]?.texts.first?.hasPrefix("OSC") == true
    else { return nil }
    var isDelta = true
    if case .bool(let flag) = controller["control_delta"] { isDelta = flag }
    var tool = ActionConvention.tool(isDelta: isDelta, metric: !isDelta)
    if isDelta { (tool.limits, tool.rotation) = (-1...1, "axis_angle") }
    return tool
  }

  /// The tool's pose, the gripper and the joints, where the file has them by robosuite's names.
  private static func stateTables(_ file: EpisodeFile, _ index: Int) throws -> [String] {
    let wanted = ["robot0_eef_pos", "robot0_eef_quat", "robot0_gripper_qpos", "robot0_joint_pos"]
    let present = try file.observationTables(of: index)
    let known = wanted.filter(present.contains)
    return known.isEmpty ? present : known
  }

  private static func stateNames(_ file: EpisodeFile) throws -> [String] {
    try stateTables(file, 0).flatMap { name in
      let width = try file.observation(name, of: 0).first?.count ?? 0
      return (0..<width).map { "\(name)_\($0)" }
    }
  }

  func episode(_ key: EpisodeKey) throws -> SourceEpisode {
    guard let (file, index) = places[key] else { throw UserError("there is no episode \(key)", at: path) }
    var episode = SourceEpisode(key: key)
    let actions = try file.actions(of: index)
    episode.actions = actions
    let tables = try Self.stateTables(file, index).map { name in
      let rows = try file.observation(name, of: index)
      guard rows.count == actions.count else {
        throw UserError(
          "\(name) has \(rows.count) rows, the actions \(actions.count)", at: "\(file.path):\(file.demos[index])")
      }
      return rows
    }
    if !tables.isEmpty { episode.states = actions.indices.map { row in tables.flatMap { $0[row] } } }
    episode.times = facts.rate.map { rate in actions.indices.map { Double($0) / rate } }
    for camera in try file.cameras(of: index) {
      episode.pictures[camera] = .dataset(file, episode: index, camera: camera)
    }
    guard !episode.pictures.isEmpty else {
      throw UserError(
        "has no pictures, only numbers", at: "\(file.path):\(file.demos[index])",
        fix: "Make them with robomimic's dataset_states_to_obs.py --camera_names")
    }
    return episode
  }
}

/// The HDF5 files at a path: it itself, or those in the folder.
enum HDF5Files {
  static func open(_ path: String) throws -> [EpisodeFile] {
    var isFolder: ObjCBool = false
    _ = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    guard isFolder.boolValue else { return [try EpisodeFile(path: path)] }
    let found = try FolderListing.names(in: path).filter {
      ["hdf5", "h5"].contains(($0 as NSString).pathExtension.lowercased())
    }
    guard !found.isEmpty else { throw UserError("holds no .hdf5 files", at: path) }
    return try found.map { try EpisodeFile(path: "\(path)/\($0)") }
  }
}
