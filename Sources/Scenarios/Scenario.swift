import Episodes
import Foundation
import Policies
import Simulation

/// What to predict and against what: a world or a recording, a start, actions, a model and how to sample it.
///
/// Read from YAML; see `docs/scenario.schema.json` for the file's form.
public struct Scenario: Sendable {
  /// The version of the file format that this program reads.
  public static let schemaVersion = 1

  public var name: String
  public var summary: String
  /// The file it was read from.
  public var file: URL
  /// SHA-256 of the file's bytes.
  public var hash: String
  public var truth: TruthSource
  public var cameras: [String]
  /// Of the frames of every camera.
  public var shape: FrameShape
  /// Frames that the model is given, and frames that it predicts.
  public var context: Int
  public var horizon: Int
  public var actions: ActionSource
  public var model: ModelSource
  public var sampler: SamplerSettings
  /// How often truth is recorded: 1, or 2 and more for second takes with small perturbations.
  public var takes: Int
  /// The episode that lends its actions to the "shuffled" test; drawn where nil.
  public var partner: Partner?
}

extension Scenario {
  /// Bytes that a run takes at least: pixels of truth (with depth and segmentation) and of what is predicted.
  var leastMemory: Double {
    let pixels = Double(cameras.count * shape.pixels)
    // Each take and both counterfactuals are recorded with segmentation; each sample and both are predicted.
    let recorded = Double(frames) * (8 + 4 * Double(takes + 1))
    return pixels * (recorded + 3 * Double(horizon * (sampler.samples + 2)))
  }
}

/// Width and height of pictures, pixels.
public struct FrameShape: Equatable, Sendable, CustomStringConvertible {
  public var width: Int
  public var height: Int

  public init(width: Int, height: Int) { (self.width, self.height) = (width, height) }

  public static func square(_ side: Int) -> FrameShape { FrameShape(width: side, height: side) }

  public var pixels: Int { width * height }
  public var description: String { "\(width)×\(height)" }
  /// As `size` takes it.
  public var yaml: String { width == height ? "\(width)" : "[\(width), \(height)]" }
}

/// An episode of the same world that only lends its actions.
public struct Partner: Equatable, Sendable {
  public var seed: UInt64
  /// Nil: drawn from the seed as data sets draw it.
  public var policy: PolicySpec?

  public init(seed: UInt64, policy: PolicySpec? = nil) { (self.seed, self.policy) = (seed, policy) }
}

/// Where truth comes from.
public enum TruthSource: Equatable, Sendable {
  /// A simulated world from a start; `initial` fixes what `seed` would draw.
  case world(URL, seed: UInt64, initial: InitialPlacement)
  /// An episode of a recorded data set, from its frame `start`.
  case recording(URL, episode: Int, start: Int)
}

/// Where the robot's actions come from.
public enum ActionSource: Equatable, Sendable {
  /// A scripted policy of the simulator.
  case script(PolicySpec)
  /// The recorded episode's own.
  case recorded
  /// A CSV file (a row a time, a column a dimension) or a NumPy file.
  case file(URL)
  /// Rows in the scenario itself.
  case list([[Float]])
  /// The user's own program, which sees frames and answers with actions, in the simulator as in the model.
  case policy(PolicyProgram)

  /// The word in the file, for messages.
  var word: String {
    switch self {
    case .script: "script"
    case .recorded: "recorded"
    case .file: "file"
    case .list: "list"
    case .policy: "policy"
    }
  }
}

/// How predictions are drawn from the model.
public struct SamplerSettings: Equatable, Sendable, Codable {
  /// Euler steps from noise to a latent frame.
  public var steps: Int
  /// One rollout a seed.
  public var seeds: [UInt64]

  public init(steps: Int, seeds: [UInt64]) {
    self.steps = steps
    self.seeds = seeds
  }

  public var samples: Int { seeds.count }
}
