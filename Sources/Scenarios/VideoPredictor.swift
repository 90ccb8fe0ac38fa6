import Diagnostics
import Episodes
import Foundation
import Scoring

/// Something that predicts video from a context and actions: a trained model, or a baseline.
public protocol VideoPredictor: AnyObject {
  /// Where it came from, for records: a path and the SHA-256 of the weights.
  var path: String { get }
  var hash: String { get }
  /// What its actions mean; nil where any actions will do.
  var contract: ActionContract? { get }

  /// Refuses cameras and sizes that it was not made for.
  func check(cameras: [String], height: Int, width: Int) throws

  /// Predicts `request.horizon` frames for each sequence of actions, handing on pieces as they are made.
  ///
  /// Pieces of all sequences and cameras come in time's order, so a writer may stream.
  ///
  /// - Parameter acting: chooses the actions as frames come; nil: the request's own.
  func predict(
    _ request: PredictionRequest, timing: inout PredictionTiming, acting: PredictionRequest.Acting?,
    piece: (PredictedPiece) throws -> Void
  ) throws

  /// Frames that are drawn at once, and so actions that are wanted at once.
  var chunk: Int { get }

  var hasCompressor: Bool { get }

  /// Whether it wants to know what the context shows from where cameras go.
  var reprojects: Bool { get }

  /// Truth through the compressor and back: what the best prediction could look like. Nil without a compressor.
  func roundTrip(_ clip: Clip) throws -> Clip?

  /// How badly it foresees each of some videos, a chunk at a time, in a unit of its own: what more surprises it is more.
  func surprise(_ videos: WatchedVideos) throws -> [Double]
}

/// What to predict.
public struct PredictionRequest: Sendable {
  /// Gives each sequence's next actions (sequences × chunk × A) from its newest frames (sequences × cameras): at first
  /// the context, then those that were predicted last.
  public typealias Acting = (_ newest: [[Clip]]) throws -> [[[Float]]]

  /// One rollout: its actions (T × A from the context's first frame on) and its noise.
  public struct Sequence: Sendable {
    public var actions: [[Float]]
    public var seed: UInt64
    /// Which of the request's views its cameras have; nil where they stand still or nobody knows.
    public var views: Int?

    public init(actions: [[Float]], seed: UInt64, views: Int? = nil) {
      self.actions = actions
      self.seed = seed
      self.views = views
    }
  }

  /// One clip a camera, context frames only, all of the same length.
  public var context: [Clip]
  public var sequences: [Sequence]
  /// Of cameras that move, for predictors that want to know.
  public var views: [CameraViews]
  /// Frames to predict.
  public var horizon: Int
  /// Euler steps a latent frame.
  public var steps: Int

  public init(context: [Clip], sequences: [Sequence], views: [CameraViews] = [], horizon: Int, steps: Int) {
    self.context = context
    self.sequences = sequences
    self.views = views
    self.horizon = horizon
    self.steps = steps
  }
}

/// A few predicted frames of one sequence and camera.
public struct PredictedPiece: Sendable {
  public var sequence: Int
  public var camera: Int
  /// The first frame's place in the horizon.
  public var start: Int
  /// (frames, H, W, 3).
  public var clip: Clip

  public init(sequence: Int, camera: Int, start: Int, clip: Clip) {
    self.sequence = sequence
    self.camera = camera
    self.start = start
    self.clip = clip
  }
}

extension VideoPredictor {
  public var reprojects: Bool { false }

  /// Predicts under the request's own actions.
  public func predict(
    _ request: PredictionRequest, timing: inout PredictionTiming, piece: (PredictedPiece) throws -> Void
  ) throws {
    try predict(request, timing: &timing, acting: nil, piece: piece)
  }

  /// Refuses a policy that answers with another number of actions than are wanted at once.
  public func requireChunk(_ count: Int, at place: String) throws {
    guard count != chunk else { return }
    throw UserError(
      "the policy answers \(count) actions at a time; the model draws \(chunk) frames at once", at: place,
      fix: "Set `chunk: \(chunk)`")
  }
}

/// Seconds spent where.
public struct PredictionTiming: Sendable, Equatable {
  public var encode = 0.0
  public var sample = 0.0
  public var decode = 0.0

  public init() {}
}
