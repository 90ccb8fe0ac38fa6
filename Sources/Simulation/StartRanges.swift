import Diagnostics

/// Where the starts of a world's episodes are drawn from: a range for training, and others that training never sees.
///
/// A range is a list of cases, one of which an episode gets: the things that are there, and the intervals that their
/// place, size and motion are drawn from. See `docs/worlds.md` for the file's form.
public struct StartRanges: Sendable {
  /// The version of the file format that this program reads.
  static let schemaVersion = 1
  /// The range of an episode that asks for none.
  public static let training = "training"

  /// What is drawn of a thing. Angles are degrees, rates of turn degrees a second, the rest metres and seconds.
  enum Quantity: String, CaseIterable, Sendable {
    /// The centre, in the world or in the frame of what it stands on; z absent: resting there.
    case x, y, z
    case vx, vy, vz
    /// About the vertical, then about its own y axis.
    case turn, tilt
    case turnRate = "turn_rate"
    case tiltRate = "tilt_rate"
    /// Of a thing that hangs on a hinge.
    case angle
    case angleRate = "angle_rate"
    /// Factor of all its lengths; mass and inertia follow.
    case size
    /// Probability that it is there.
    case presence
  }

  /// A thing as it is drawn unless a case says otherwise.
  struct Thing: Sendable {
    var body: StartBody
    /// The thing that it stands on, or leans against the slope of.
    var base: String?
    var draws: [Quantity: DrawRange]

    var name: String { body.name }
  }

  /// One composition: the things that are there, by name, and what is drawn differently.
  typealias Case = [String: [Quantity: DrawRange]]

  /// Who acts in these worlds unless the user says otherwise.
  let policies: PolicyMix
  /// Starting targets of actuators, radians or metres; those not named start in the middle of their range.
  let joints: [String: DrawRange]
  /// Smallest free room between two things that stand on the ground, metres; nil: it does not matter.
  let apart: Double?
  /// In the order they are drawn in.
  let things: [Thing]
  let ranges: [(name: String, cases: [Case])]

  /// The ranges' names in the file's order.
  public var names: [String] { ranges.map(\.name) }

  /// - Throws: a `UserError` that lists the ranges.
  func cases(_ name: String?) throws -> [Case] {
    let name = name ?? Self.training
    if let range = ranges.first(where: { $0.name == name }) { return range.cases }
    throw UserError(
      "no start range is called \"\(name)\"", at: "start range", fix: "This world has \(names.joined(separator: ", "))")
  }

  /// The things of a case with what it draws differently, in the order they are drawn in.
  func things(_ chosen: Case) -> [Thing] {
    things.compactMap { thing in
      guard let changes = chosen[thing.name] else { return nil }
      var thing = thing
      thing.draws.merge(changes) { $1 }
      return thing
    }
  }
}

extension World {
  /// Who acts in an episode unless the user says otherwise.
  public var usualPolicies: PolicyMix { starts?.policies ?? .standard }

  /// Checks a range's name before anything is recorded.
  ///
  /// - Throws: a `UserError` that lists the ranges, or says that there are none.
  public func requireStartRange(_ name: String?) throws {
    guard let name else { return }
    guard let starts else {
      throw UserError(
        "this world has no start ranges, so none is called \"\(name)\"", at: source,
        fix: "Leave the range away, or name a file of ranges in the world's <custom>")
    }
    _ = try starts.cases(name)
  }
}
