/// Ways to spoil the truth that scores must notice. Each is a prediction that no model made.
///
/// Strengths are constants (`CorruptionStrength`), fixed before anything was scored, and nothing depends on chance: the
/// same truth gives the same bytes.
public enum Corruption: String, Codable, CaseIterable, Sendable {
  /// Time runs backwards.
  case reversed
  /// The frames in a fixed disorder.
  case shuffled
  /// The world simulated with half its gravity.
  case halfGravity = "half_gravity"
  /// The world simulated with gravity pointing up.
  case gravityFlipped = "gravity_flipped"
  /// One moved object jumps aside.
  case teleport
  /// One moved object disappears.
  case vanish
  /// Every frame comes one frame late.
  case lag1 = "lag_1"
  case blur
  case noise
  /// The camera trembles.
  case wobble
  /// The camera goes half its way.
  case halfCameraMotion = "half_camera_motion"
  /// The last context frame moved along as if the world were a plane.
  case flatWorld = "flat_world"
  /// Each view shows what the next one sees.
  case crossViewSwap = "cross_view_swap"
  /// The same start under another episode's actions.
  case actionShuffled = "action_shuffled"
  /// The last context frame stays.
  case copyLast = "copy_last"
  /// What another scenario really looked like.
  case anotherScenario = "another_scenario"

  /// What must be given because it cannot be made from the truth alone; nil where nothing must.
  public var need: String? {
    switch self {
    case .halfGravity: "the same start simulated with half the gravity"
    case .gravityFlipped: "the same start simulated with gravity pointing up"
    case .halfCameraMotion: "the same scene drawn from a camera that goes half the way"
    case .actionShuffled: "the same start simulated under another episode's actions"
    case .anotherScenario: "another scenario's recording of the same size and length"
    default: nil
    }
  }
}

/// How strong the corruptions are. Shares of the width make them the same at any size.
public enum CorruptionStrength {
  /// The share of the horizon after which `teleport` and `vanish` set in.
  public static let onset = 1.0 / 3
  /// `teleport`: metres along world x and y.
  public static let jump = SIMD3(0.09, -0.06, 0)
  /// `teleport` in a view without a known camera: a share of the width.
  public static let jumpShare = 0.12
  /// `blur`: σ as a share of the width.
  public static let blur = 0.012
  /// `noise`: σ in grey levels of 255.
  public static let noise = 12.0
  /// `wobble`: the largest displacement as a share of the width, at least 2 px.
  public static let wobble = 0.02
  /// `half_gravity` and `gravity_flipped`: factors of gravity.
  public static let weakGravity = 0.5
  public static let flippedGravity = -1.0
  /// `half_camera_motion`: the share of its way that the camera goes.
  public static let cameraShare = 0.5
  /// Ensembles of positions: σ of those that spread as truth does, and half the width of what is mere noise, metres.
  public static let spread = 0.02
  public static let uniform = 0.5
  /// Of the fixed disorder, the noise, the trembling and the ensembles.
  public static let seed: UInt64 = 20_240_229
}
