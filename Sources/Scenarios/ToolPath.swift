import Diagnostics
import Episodes
import Simulation

/// Paths of the tool's tip.
public enum ToolPath {
  /// How far apart two episodes' paths must be on average for one's actions to be wrong for the other, metres.
  public static let leastDistance = 0.05

  /// The mean distance of two paths over the frames they share, metres.
  public static func distance(_ a: [[Double]], _ b: [[Double]], from first: Int) -> Double {
    let frames = first..<max(first, min(a.count, b.count))
    guard !frames.isEmpty else { return 0 }
    let total = frames.reduce(0.0) { sum, t in
      sum + zip(a[t], b[t]).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
    }
    return total / Double(frames.count)
  }

  /// The path of a scripted scenario in its world (T × 3, metres), found without drawing a picture.
  public static func record(_ scenario: Scenario) throws -> [[Double]] {
    guard case .world(let url, let seed, let initial) = scenario.truth, case .script(let spec) = scenario.actions else {
      throw UserError("only scripted episodes of a world have a path to be found", at: scenario.file.path)
    }
    let settings = RecordingSettings(
      frames: scenario.frames, width: scenario.shape.width, height: scenario.shape.height, cameras: [])
    return try Recorder(World(file: url.path), settings).record(seed: seed, policy: spec, initial: initial).tool
  }
}
