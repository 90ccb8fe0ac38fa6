import Diagnostics
import Viewer

/// What of a source the command line asked for, held against what there is.
struct ViewRequest {
  let frame: Int?
  /// From 1.
  let sample: Int?
  let layout: ViewLayout?
  let isPaired: Bool

  /// - Throws: `UserError` where the source has no such frame, sample or layout.
  func require(of source: any FrameSource) throws {
    if let frame, !(0..<source.frameCount).contains(frame) {
      throw UserError(
        "there is no frame \(frame)", at: "--frame", fix: "\(source.title) has frames 0 to \(source.frameCount - 1)")
    }
    if let sample, !(1...max(1, source.sampleCount)).contains(sample) {
      throw UserError(
        "there is no sample \(sample)", at: "--sample",
        fix: source.sampleCount > 0 ? "\(source.title) has \(source.sampleCount), from 1" : "Leave it out")
    }
    if layout == .pair, !isPaired {
      throw UserError("two runs are shown by the layout pair", at: "--layout", fix: "Name the other one with --beside")
    }
    if layout == .channels, !source.hasChannels {
      throw UserError("neither depth nor segmentation was kept", at: "--layout", fix: "Choose another layout")
    }
  }
}
