import Diagnostics

/// The layouts of recordings that are read here.
public enum RecordingFormat: String, CaseIterable, Sendable {
  /// A table and a video per episode and camera (https://github.com/huggingface/lerobot, code base versions 2.0, 2.1).
  case lerobotV2 = "lerobot-v2.1"
  /// Many episodes in each table and video (the same, version 3.0).
  case lerobotV3 = "lerobot-v3.0"
  /// A JSON file per episode beside mp4 videos, as IRASim, Ctrl-World and their kin keep DROID, Bridge, Language-Table.
  case irasim
  /// `N.npz` with the actions beside `N.mp4`.
  case npz = "npz-mp4"
  /// robomimic's HDF5 with pictures among the observations (https://robomimic.github.io/docs/datasets/overview.html).
  case robomimic
  /// A data set of this program.
  case orrery

  /// The format that a user names.
  public init(parsing text: String) throws {
    guard let format = Self(rawValue: text) else {
      throw UserError(
        "no format is called \"\(text)\"", at: "--format",
        fix: "Choose among \(Self.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    self = format
  }
}
