import Diagnostics
import Episodes

/// What most demonstrations of robomimic's files hold: one contract is made for all, so none may speak for the others.
struct RobomimicCensus: Sendable {
  typealias Place = (file: EpisodeFile, index: Int)
  typealias Table = (name: String, rows: [[Float]])

  /// What a demonstration holds, without its numbers.
  struct Demo: Sendable {
    /// Numbers in a row of its actions.
    var actions: Int
    var cameras: [String]
    /// A name for each number in a row of its states.
    var states: [String]

    init(_ place: Place) throws {
      actions = try place.file.actions(of: place.index).first?.count ?? 0
      states = RobomimicCensus.names(try RobomimicCensus.tables(place))
      // Without a group of observations there are neither tables nor cameras.
      cameras = (try? place.file.cameras(of: place.index)) ?? []
    }
  }

  /// Those of any demonstration.
  let cameras: [String]
  /// Those of fewer than half of the demonstrations that have pictures.
  let rareCameras: [String]
  /// Numbers in a row.
  let actions: Int
  let states: [String]
  /// The first of the demonstrations that are as most.
  let example: Place?
  /// Why the first of those cannot be read that cannot.
  let failure: UserError?

  /// - Parameter places: in the order of the episodes.
  init(_ places: [Place]) throws {
    var demos: [(place: Place, demo: Demo)] = []
    var failure: UserError?
    for place in places {
      // Told of again when its episode is asked for.
      do { demos.append((place, try Demo(place))) } catch let error as UserError { failure = failure ?? error }
    }
    self.failure = failure
    let shown = demos.map { $0.demo.cameras }.filter { !$0.isEmpty }
    let names = Set(shown.joined()).sorted()
    cameras = names
    rareCameras = names.filter { name in shown.count { $0.contains(name) } * 2 < shown.count }
    let common = demos.map { $0.demo.actions }.filter { $0 > 0 }.mostCommon ?? 0
    let fitting = demos.filter { $0.demo.actions == common }
    let usual = fitting.map { $0.demo.states }.filter { !$0.isEmpty }.mostCommon ?? []
    (actions, states) = (common, usual)
    example = (fitting.first { $0.demo.states == usual } ?? fitting.first)?.place
  }

  /// - Throws: `UserError` for a demonstration whose rows hold other numbers than most.
  func refuseStranger(actions own: Int, states names: [String], at place: String) throws {
    guard own == actions || own == 0 else {
      throw UserError("has \(own) numbers in its actions, most episodes have \(actions)", at: place)
    }
    guard !names.isEmpty, names != states else { return }
    let odd = Set(names).symmetricDifference(states).sorted().joined(separator: ", ")
    throw UserError("its states are not those of most episodes: they differ in \(odd)", at: place)
  }

  /// The tool's pose, the gripper and the joints, where the file has them by robosuite's names; else all there are.
  static func tables(_ place: Place) throws -> [Table] {
    let wanted = ["robot0_eef_pos", "robot0_eef_quat", "robot0_gripper_qpos", "robot0_joint_pos"]
    let present = try place.file.observationTables(of: place.index)
    let known = wanted.filter(present.contains)
    return try (known.isEmpty ? present : known).map { name in
      (name: name, rows: try place.file.observation(name, of: place.index))
    }
  }

  /// A name for each number of the tables.
  static func names(_ tables: [Table]) -> [String] {
    tables.flatMap { table in (0..<(table.rows.first?.count ?? 0)).map { "\(table.name)_\($0)" } }
  }
}
