import Media

/// What the window shows: a run, an episode or a data set's sample, frame by frame.
///
/// Everything is asked for on the thread that runs the window, only when it is to be shown. Cameras, samples and
/// frames count from 0. An image may be `nil` where there is none; errors appear in the pane that asked.
public protocol FrameSource {
  /// Such as `push-cube`.
  var title: String { get }
  /// Names of the cameras, in the order of their rows.
  var cameras: [String] { get }
  var frameCount: Int { get }
  /// How many frames at the start were given to the model.
  var contextLength: Int { get }
  /// Frames a second.
  var rate: Double { get }
  /// How many predictions there are of the same actions; 0 for recordings.
  var sampleCount: Int { get }

  func truth(camera: Int, frame: Int) throws -> Image?
  func prediction(sample: Int, camera: Int, frame: Int) throws -> Image?

  /// Where the objects were and were predicted, in every camera.
  var paths: [ObjectPath] { get }
  /// A line for each dimension of the actions.
  var actions: [Series] { get }
  /// Scores of one sample over time.
  func curves(sample: Int) -> [Series]
  /// Scores of one sample over the whole prediction.
  func scores(sample: Int) -> [ScoreRow]
  /// What is worth knowing: model, seed, sampler.
  var facts: [Fact] { get }
  /// Where a camera is at a frame; nil where that is not known.
  func placement(camera: Int, frame: Int) -> SpaceCamera?
  /// Where the objects were and were predicted, in space.
  var spacePaths: [SpacePath] { get }
  /// How the background of a sample has drifted at a frame, or at the last one before it that was measured.
  func drift(sample: Int, camera: Int, frame: Int) -> [DriftMark]
  /// What is touched at a frame of the truth, as a camera sees it.
  func contacts(camera: Int, frame: Int) -> [ContactMark]
  /// Whether truth has depth or segmentation, which are then drawn as pictures.
  var hasChannels: Bool { get }
  func depth(camera: Int, frame: Int) throws -> Image?
  func segments(camera: Int, frame: Int) throws -> Image?
  /// What the cameras of the truth saw at a frame, in space.
  func cloud(frame: Int) throws -> [CloudPoint]
}

extension FrameSource {
  public var contextLength: Int { 0 }
  public var sampleCount: Int { 0 }
  public func prediction(sample: Int, camera: Int, frame: Int) throws -> Image? { nil }
  public var paths: [ObjectPath] { [] }
  public var actions: [Series] { [] }
  public func curves(sample: Int) -> [Series] { [] }
  public func scores(sample: Int) -> [ScoreRow] { [] }
  public var facts: [Fact] { [] }
  public func placement(camera: Int, frame: Int) -> SpaceCamera? { nil }
  public var spacePaths: [SpacePath] { [] }
  public func drift(sample: Int, camera: Int, frame: Int) -> [DriftMark] { [] }
  public func contacts(camera: Int, frame: Int) -> [ContactMark] { [] }
  public var hasChannels: Bool { false }
  public func depth(camera: Int, frame: Int) throws -> Image? { nil }
  public func segments(camera: Int, frame: Int) throws -> Image? { nil }
  public func cloud(frame: Int) throws -> [CloudPoint] { [] }
}
