import Diagnostics

/// What a model says the cameras will see after the context: one clip a view, all as long as the truth's horizon.
public struct Prediction: Sendable {
  public struct View: Sendable {
    public var camera: String
    public var clip: Clip

    public init(camera: String, clip: Clip) {
      (self.camera, self.clip) = (camera, clip)
    }
  }

  public var views: [View]

  public init(views: [View]) {
    self.views = views
  }

  public func view(_ camera: String) -> View? { views.first { $0.camera == camera } }

  /// The baseline that repeats the last context frame.
  public static func copyLast(_ truth: Truth) -> Prediction { Baseline.copyLast.prediction(of: truth) }

  /// The predicted clips in the order of the truth's views.
  ///
  /// Throws a `UserError` where a view is missing, or has another size or length than the truth after its context.
  func clips(matching truth: Truth) throws -> [Clip] {
    try truth.views.map { wanted in
      let place = "prediction, view '\(wanted.camera)'"
      guard let view = view(wanted.camera) else { throw UserError("the view is missing", at: place) }
      let clip = view.clip
      guard clip.frames == truth.horizon else {
        throw UserError(
          "\(clip.frames) frames are predicted, and the truth has \(truth.horizon) after its context", at: place,
          fix: "predict as many frames as are scored")
      }
      guard (clip.width, clip.height) == (wanted.clip.width, wanted.clip.height) else {
        throw UserError(
          "frames are \(clip.width)×\(clip.height), and the truth's \(wanted.clip.width)×\(wanted.clip.height)",
          at: place)
      }
      return clip
    }
  }
}
