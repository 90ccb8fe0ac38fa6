import Diagnostics
import Foundation

/// How much of `--memory` is left for decoded frames.
///
/// The option is for the whole program. What it takes without frames is measured when a run is opened; drawing comes on
/// top, and a second run may be set beside the first.
struct FrameMemory {
  /// The most that the program may take, bytes.
  let limit: Int
  /// What a window takes that shows one frame: the program, its libraries, OpenGL in software, figures of a long run.
  static let least = 330_000_000
  /// Textures, drawing and decoders, bytes.
  private static let drawing = 140_000_000

  /// - Throws: `UserError` for no amount of memory, and for one that the program exceeds before it shows a frame.
  init(_ text: String) throws {
    limit = try MemorySize(text, at: "--memory").bytes
    guard limit >= Self.least else {
      throw UserError(
        "\(text) is less than the window itself takes", at: "--memory", fix: "Give \(Self.least / 1_000_000)MB or more")
    }
  }

  /// Bytes for the frames of one run, of two that may be open.
  var forFrames: Int { max(4_000_000, (limit - Self.resident - Self.drawing) / 2) }

  /// What the program takes now, bytes.
  private static var resident: Int {
    let pages = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ")
    return (pages?.dropFirst().first.flatMap { Int($0) } ?? 0) * Int(getpagesize())
  }
}
