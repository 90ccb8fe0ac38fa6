import Diagnostics
import Episodes

/// Shares of policies in a data set; an episode's seed decides which one it gets.
public struct PolicyMix: Equatable, Sendable {
  public var shares: [(name: PolicySpec.Name, weight: Double)]

  /// Raised whenever the policies or the placement draw something else from a seed than before, so that a recording
  /// is not resumed by a program that would continue it differently.
  static let revision = 2

  public static let standard = PolicyMix([(.push, 0.45), (.pickPlace, 0.2), (.reach, 0.2), (.random, 0.15)])

  public init(_ shares: [(name: PolicySpec.Name, weight: Double)]) { self.shares = shares }

  /// Reads `push:0.45,pick_place:0.2`; a name alone has weight 1.
  public init(parsing text: String) throws {
    shares = try text.split(separator: ",").map { part in
      let halves = part.split(separator: ":", maxSplits: 1).map(String.init)
      guard let name = PolicySpec.Name(rawValue: halves[0]) else {
        let names = PolicySpec.Name.allCases.map(\.rawValue).joined(separator: ", ")
        throw UserError("no policy is called \"\(halves[0])\"", at: "--policies", fix: "Choose among \(names)")
      }
      guard let weight = halves.count == 1 ? 1 : Double(halves[1]), weight >= 0, weight.isFinite else {
        throw UserError("\"\(part)\" has no weight ≥ 0", at: "--policies", fix: "Write name:weight")
      }
      return (name, weight)
    }
    guard shares.contains(where: { $0.weight > 0 }) else {
      throw UserError("no policy has a weight above 0", at: "--policies", fix: "Write for example push:0.7,reach:0.3")
    }
  }

  public func draw(seed: UInt64) -> PolicySpec {
    var random = EpisodeRandom(seed: seed, stream: .choice)
    return PolicySpec(shares[random.weighted(shares.map(\.weight))].name)
  }

  public var description: String { shares.map { "\($0.name.rawValue):\($0.weight)" }.joined(separator: ",") }

  public static func == (a: PolicyMix, b: PolicyMix) -> Bool { a.description == b.description }
}
