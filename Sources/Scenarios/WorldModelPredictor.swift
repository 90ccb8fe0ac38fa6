import Autograd
import Diagnostics
import Episodes
import Foundation
import Scoring
import TensorCore
import WorldModel

/// A trained world model as a predictor of video.
public final class WorldModelPredictor: VideoPredictor {
  let model: WorldModel
  /// Where the inputs and latents of the first request are written; nil: nowhere.
  private var dump: URL?

  public init(_ model: WorldModel, dump: URL? = nil) {
    self.model = model
    self.dump = dump
  }

  public var path: String { model.folder.url.path }
  public var hash: String { model.hash }
  public var contract: ActionContract? { model.setting.contract }
  public var hasCompressor: Bool { true }
  public var reprojects: Bool { model.setting.reprojects }
  public var chunk: Int { model.compressor.configuration.group }

  public func check(cameras: [String], height: Int, width: Int) throws {
    let setting = model.setting
    guard cameras == setting.cameras else {
      throw UserError(
        "the model predicts the cameras \(setting.cameras.joined(separator: ", ")), not \(cameras.joined(separator: ", "))",
        at: path, fix: "Name them in that order under `cameras`")
    }
    guard setting.sizes.contains(where: { $0 == (height, width) }) else {
      let known = setting.sizes.map { "\($0.width)×\($0.height)" }.joined(separator: ", ")
      throw UserError(
        "the model predicts frames of \(known), not \(width)×\(height)", at: path,
        fix: "Set `size`")
    }
  }

  public func predict(
    _ request: PredictionRequest, timing: inout PredictionTiming, acting: PredictionRequest.Acting?,
    piece: (PredictedPiece) throws -> Void
  ) throws {
    let rollout = try Rollout(model, request, timing: &timing)
    let group = chunk
    let cameras = model.setting.cameras.count
    var newest = request.sequences.map { _ in request.context }
    for i in 0..<model.latents(for: request.horizon) {
      if let acting { rollout.tell(try acting(newest).map { contract?.admit($0).actions ?? $0 }) }
      let latents = try rollout.sample(&timing)
      let start = i * group
      let frames = min(group, request.horizon - start)
      let bytes = try rollout.decode(latents, frames: frames, &timing)
      for (n, part) in bytes.enumerated() {
        let clip = try Clip(
          frames: frames, height: request.context[0].height, width: request.context[0].width, bytes: part)
        newest[n / cameras][n % cameras] = clip
        try piece(PredictedPiece(sequence: n / cameras, camera: n % cameras, start: start, clip: clip))
      }
    }
    if let folder = dump {
      try TensorDump(rollout, request).write(to: folder)
      dump = nil
    }
  }

  public func roundTrip(_ clip: Clip) throws -> Clip? {
    let group = model.compressor.configuration.group
    // Clips that do not end with a whole group are filled up with their last frame.
    let whole = 1 + (clip.frames - 1 + group - 1) / group * group
    var bytes: [UInt8] = []
    for t in 0..<whole { clip.withFrame(min(t, clip.frames - 1)) { bytes.append(contentsOf: $0) } }
    let video = Pixels.tensor(bytes, shape: [1, whole, clip.height, clip.width, 3])
    let decoded = model.compressor.decode(model.compressor.encode(video, model.context), model.context)
    try Pixels.requireNumbers(decoded, of: model.folder.url.path)
    let used = decoded.reshaped([whole, clip.height, clip.width, 3]).rows(0..<clip.frames)
    return try Clip(frames: clip.frames, height: clip.height, width: clip.width, bytes: Pixels.bytes(used))
  }
}

extension ModelSource {
  /// - Parameter dump: the folder to write the model's inputs and latents to.
  /// - Throws: `UserError` where the folder holds no whole model.
  public func predictor(precision: Precision = .fastest, dump: URL? = nil) throws -> any VideoPredictor {
    switch self {
    case .folder(let url): return try WorldModelPredictor(WorldModel(folder: url, precision: precision), dump: dump)
    case .baseline(let baseline):
      if dump != nil {
        throw UserError(
          "\(path) has no latents to write", at: "--dump-tensors", fix: "Name a model's folder with --model")
      }
      return BaselinePredictor(baseline)
    }
  }
}
