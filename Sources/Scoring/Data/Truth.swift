import Episodes

/// What really happened in one episode: the measure that predictions are scored against.
///
/// The first `context` frames were given to the model and are left out of every score.
public struct Truth: Sendable {
  /// One camera's channels over all T frames; the optional ones gate the metrics that need them.
  public struct View: Sendable {
    public var camera: String
    public var clip: Clip
    /// (T, H, W) metres along the optical axis.
    public var depth: [Float]?
    /// (T, H, W): 0 background, else 1 + index into `segmentNames`.
    public var segmentation: [UInt8]?
    public var intrinsics: Intrinsics?
    /// One pose a frame.
    public var extrinsics: [Extrinsics]?

    public init(
      camera: String, clip: Clip, depth: [Float]? = nil, segmentation: [UInt8]? = nil,
      intrinsics: Intrinsics? = nil, extrinsics: [Extrinsics]? = nil
    ) {
      (self.camera, self.clip, self.depth, self.segmentation) = (camera, clip, depth, segmentation)
      (self.intrinsics, self.extrinsics) = (intrinsics, extrinsics)
    }
  }

  /// An object's size as `penetration_mm` needs it.
  public struct Shape: Sendable, Equatable {
    public var name: String
    /// Radius of the largest ball about the centre that the object holds, metres.
    public var inscribedRadius: Double

    public init(name: String, inscribedRadius: Double) {
      (self.name, self.inscribedRadius) = (name, inscribedRadius)
    }
  }

  public var views: [View]
  /// Paths of the free objects over all T frames; an object's mask is the segment of the same name.
  public var objects: [Episode.ObjectPath]
  /// The tool's tip over all T frames, metres; may be empty.
  public var tool: [SIMD3<Double>]
  /// Frames a second.
  public var rate: Double
  /// Names behind segmentation values 1, 2, …
  public var segmentNames: [String]
  /// How many first frames were given to the model, ≥ 1.
  public var context: Int
  /// Sizes of the objects; empty where unknown.
  public var shapes: [Shape]
  /// Height of the horizontal support (the table's top) in metres, where there is one.
  public var supportHeight: Double?
  /// Who touched whom, over all T frames: a contact at frame t took place after frame t − 1. Nil where not recorded.
  public var contacts: [Episode.Contact]?
  /// Kilograms by object name; empty where unknown.
  public var masses: [String: Double]
  /// Downward acceleration, m/s².
  public var gravity: Double

  public init(
    views: [View], objects: [Episode.ObjectPath] = [], tool: [SIMD3<Double>] = [], rate: Double,
    segmentNames: [String] = [], context: Int, shapes: [Shape] = [], supportHeight: Double? = nil,
    contacts: [Episode.Contact]? = nil, masses: [String: Double] = [:], gravity: Double = 9.81
  ) {
    (self.views, self.objects, self.tool, self.rate) = (views, objects, tool, rate)
    (self.segmentNames, self.context, self.shapes) = (segmentNames, context, shapes)
    (self.supportHeight, self.contacts) = (supportHeight, contacts)
    (self.masses, self.gravity) = (masses, gravity)
  }

  /// T, context included.
  public var frames: Int { views.first?.clip.frames ?? 0 }

  /// Frames to be predicted.
  public var horizon: Int { max(0, frames - context) }

  /// The segmentation value of an object; nil where its name is no segment.
  public func label(of object: String) -> UInt8? {
    segmentNames.firstIndex(of: object).map { UInt8(clamping: $0 + 1) }
  }

  /// Frames after the context, as a prediction that cannot be beaten.
  public var asPrediction: Prediction {
    Prediction(views: views.map { Prediction.View(camera: $0.camera, clip: $0.clip.dropping(context)) })
  }
}
