import Episodes
import NeuralNetwork
import Scoring
import TensorCore
import WorldModel

extension PredictionRequest {
  /// What the context's last frame shows from where the cameras are at each frame of context and horizon.
  public struct CameraViews: Sendable {
    /// A clip a camera.
    public var clips: [Clip]
    /// Which of the cameras move.
    public var moves: [Bool]

    public init(clips: [Clip], moves: [Bool]) { (self.clips, self.moves) = (clips, moves) }
  }
}

extension TruthSet {
  /// What the context shows from where the cameras of an episode go; nil where they stand still.
  ///
  /// - Throws: `UserError` where that cannot be known.
  func cameraViews(along episode: Episode, of scenario: Scenario) throws -> PredictionRequest.CameraViews? {
    let poses = episode.views.map { Array(($0.extrinsics ?? []).prefix(scenario.frames)) }
    guard poses.contains(where: \.move) else { return nil }
    let cache = try PointCache(main.views, frame: scenario.context - 1, at: scenario.file.path)
    let clips = try episode.views.enumerated().map { camera, view in
      try Clip(
        frames: poses[camera].count, height: view.height, width: view.width,
        bytes: cache.pictures(camera: camera, from: poses[camera]))
    }
    return PredictionRequest.CameraViews(clips: clips, moves: poses.map(\.move))
  }
}

/// Views of cameras that move, encoded latent frame after latent frame.
final class CameraViewStream {
  private let views: PredictionRequest.CameraViews
  private let model: WorldModel
  private let cache = StreamCache()
  private let first: Int
  private var count = 0

  /// - Parameter first: the frame of the first latent.
  init(_ views: PredictionRequest.CameraViews, from first: Int, _ model: WorldModel) {
    (self.views, self.first, self.model) = (views, first, model)
  }

  /// The next latent frame, (1, V, h, w, z); beyond the end the last picture stays.
  func next() throws -> Guide.Part {
    let group = model.compressor.configuration.group
    let start = count == 0 ? first : first + 1 + (count - 1) * group
    let range = start..<(count == 0 ? start + 1 : start + group)
    let videos = try views.clips.map { try Rollout.video($0.frames(range)) }
    let latents = model.compressor.encode(
      .concatenated(videos, axis: 0), model.context, cache: cache, starts: count == 0)
    count += 1
    return Guide.Part(latents: latents.permuted([1, 0, 2, 3, 4]), moves: views.moves)
  }
}
