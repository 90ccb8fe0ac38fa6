/// Scores predictions of one episode against its truth.
///
/// Making one does everything that depends on truth alone (readout, gate, region of motion, patches), so score all of
/// an episode's predictions with the same one. Nothing here is random, and no result depends on the number of threads.
public struct Scorer: Sendable {
  /// Passes a clip through the compressor and back; frames, width and height must stay.
  public typealias RoundTrip = @Sendable (Clip) throws -> Clip

  /// Counts changes of what a metric means: scores of different revisions are not to be compared.
  public static let revision = 4

  public let truth: Truth
  public let options: ScoreOptions
  /// How well the readout does on this truth.
  public let gate: ReadoutGate
  /// Truth's predicted frames after the compressor, where one was given.
  public let compressed: [Clip]?
  let truthClips: [Clip]
  let objects: ObjectTruth
  let skill: ForegroundSkill
  let firstSecond: ForegroundSkill
  let anchors: PatchAnchors
  let laws: LawTruth
  /// Where truth's own reading has the objects.
  let truthPaths: SpacePaths
  let following: ActionFollowing
  let sampson: Sampson
  let warp: WarpPhotometric

  /// Throws a `UserError` where the truth is inconsistent or the round trip changes a clip's shape.
  public init(truth: Truth, options: ScoreOptions = ScoreOptions(), roundTrip: RoundTrip? = nil) throws {
    try truth.validate()
    self.truth = truth
    self.options = options
    truthClips = truth.asPrediction.views.map(\.clip)
    let compressed = try roundTrip.map { try Self.compress(truth, $0) }
    self.compressed = compressed
    objects = ObjectTruth(truth)
    gate = objects.gate(compressed: compressed)
    skill = ForegroundSkill(truth, frames: truth.horizon, compressed: compressed)
    firstSecond = ForegroundSkill(truth, frames: Int(truth.rate.rounded()), compressed: compressed)
    anchors = PatchAnchors(truth)
    laws = LawTruth(objects)
    truthPaths = SpacePaths(objects.reading, objects)
    following = ActionFollowing(truth)
    sampson = Sampson(truth)
    warp = WarpPhotometric(truth)
  }

  private static func compress(_ truth: Truth, _ roundTrip: RoundTrip) throws -> [Clip] {
    let views = try truth.views.map { view in
      Prediction.View(camera: view.camera, clip: try roundTrip(view.clip).dropping(truth.context))
    }
    return try Prediction(views: views).clips(matching: truth)
  }

  /// What the readout finds in a prediction: for overlays and paths.
  public func reading(_ prediction: Prediction) throws -> Reading {
    objects.read(try prediction.clips(matching: truth))
  }

  /// Where a reading has the objects in space, objects × predicted frames, metres; nil where fewer than two views that
  /// truth can measure show one.
  public func positions(_ reading: Reading) -> [[SIMD3<Double>?]] { SpacePaths(reading, objects).points }

  /// Where the end effector is found in a prediction, views × predicted frames, px; nil where it is not.
  public func endEffector(_ prediction: Prediction) throws -> [[SIMD2<Double>?]] {
    following.places(in: try prediction.clips(matching: truth))
  }

  /// What the readout finds in truth's predicted frames.
  public var truthReading: Reading { objects.reading }

  /// `compressor_psnr`: truth's predicted frames after the compressor, as any prediction's `psnr`. Nil without one.
  public var compressorPSNR: MetricValue? { compressed.map { PSNR.score($0, truth: truthClips) } }

  /// `foreground_skill` alone.
  public func foregroundSkill(_ prediction: Prediction) throws -> MetricValue {
    skill.score(try prediction.clips(matching: truth))
  }

  /// `foreground_skill` alone, without what only the other metrics need.
  static func foregroundSkill(
    _ prediction: Prediction, truth: Truth, roundTrip: RoundTrip?
  ) throws -> MetricValue {
    try truth.validate()
    let skill = ForegroundSkill(truth, frames: truth.horizon, compressed: try roundTrip.map { try compress(truth, $0) })
    return skill.score(try prediction.clips(matching: truth))
  }
}
