import Diagnostics
import Episodes
import Foundation
import Scoring

/// What a window needs of a run beside its frames; kept as `view.json` in the run's folder.
public struct RunView: Codable, Sendable {
  public struct Path: Codable, Sendable {
    public var object: String
    public var camera: Int
    /// Nil for truth.
    public var sample: Int?
    /// x, y in pixels a frame of the whole clip; nil where the object is not seen.
    @PackedRows public var points: [[Double]?]
  }

  public struct Line: Codable, Sendable {
    public var name: String
    public var unit: String
    /// A value a frame of the whole clip; nil where there is none.
    @PackedValues public var values: [Double?]
    public var trainedLow: Double?
    public var trainedHigh: Double?
    /// Lines of one topic and unit share a plot; nil: actions or scores.
    public var topic: String?

    /// Nil where there is none, or the line is shorter.
    public func value(at frame: Int) -> Double? { values.indices.contains(frame) ? values[frame] : nil }

    init(
      name: String, unit: String, values: [Double?], trainedLow: Double? = nil, trainedHigh: Double? = nil,
      topic: String? = nil
    ) {
      (self.name, self.unit, self.values) = (name, unit, values)
      (self.trainedLow, self.trainedHigh, self.topic) = (trainedLow, trainedHigh, topic)
    }

    var hasSoundRange: Bool { (trainedLow ?? -.infinity) <= (trainedHigh ?? .infinity) }
  }

  public var frames: Int
  public var context: Int
  public var rate: Double
  public var cameras: [String]
  public var paths: [Path]
  public var actions: [Line]
  /// What the robot's joints did; nil in runs of earlier versions.
  public var states: [Line]?
  /// Heights and energies, a list a sample; nil in runs of earlier versions.
  public var laws: [[Line]]?
  public var lenses: [Lens]?
  public var spaceLines: [SpaceLine]?
  public var drifts: [Drift]?
  public var contacts: Contacts?
  /// A list of curves a sample.
  public var curves: [[Line]]
  /// A table a sample, without its curves.
  public var tables: [ScoreTable]

  public static let fileName = "view.json"

  public static func read(from folder: URL) throws -> RunView {
    let file = folder.appendingPathComponent(fileName)
    guard let data = try? Data(contentsOf: file) else {
      throw UserError(
        "the run's folder is missing or incomplete", at: folder.path, fix: "Run the scenario again")
    }
    let view = try StableJSON.value(data, as: RunView.self, at: file.path)
    guard view.isSound else {
      throw UserError("the run's figures do not fit together", at: file.path, fix: "Run the scenario again")
    }
    return view
  }

  /// Whether every list has the length and every index the range that a window relies on.
  private var isSound: Bool {
    guard (1..<1_000_000).contains(frames), (0..<frames).contains(context), (1e-3...1e4).contains(rate),
      !cameras.isEmpty,
      curves.count == tables.count
    else { return false }
    if let lenses, lenses.count != cameras.count || !lenses.allSatisfy(\.isSound) { return false }
    for line in spaceLines ?? [] where !line.isSound || !tables.indices.contains(line.sample ?? 0) { return false }
    for drift in drifts ?? [] where !drift.isSound || !cameras.indices.contains(drift.camera) { return false }
    if let contacts, !contacts.isSound { return false }
    if let laws, laws.count != tables.count { return false }
    for line in actions + (states ?? []) + curves.joined() + (laws ?? []).joined()
    where line.values.count > frames || !line.hasSoundRange { return false }
    for path in paths {
      guard cameras.indices.contains(path.camera), tables.indices.contains(path.sample ?? 0),
        path.points.count <= frames
      else { return false }
      for case .some(let point) in path.points where point.count != 2 { return false }
    }
    return true
  }
}

extension RunView {
  init(truth: TruthSet, scores: RunScores, samples: [Prediction], contract: ActionContract?) throws {
    let real = scores.scorer.truth
    frames = real.frames
    context = real.context
    rate = real.rate
    cameras = real.views.map(\.camera)
    tables = scores.tables.map(\.withoutCurves)
    actions = Self.actionLines(truth.main.actions, contract)
    states = Self.stateLines(truth.main, contract)
    curves = scores.tables.map { Self.curveLines($0, context: real.context) }
    // Truth's objects are known in every frame: their centres are projected. A prediction's are read out of it.
    paths = try Self.truthPaths(real) + Self.toolPaths(real)
    lenses = Self.lenses(real)
    var lines = Self.truthLines(real)
    var figures: [[Line]] = []
    for (s, sample) in samples.enumerated() {
      let reading = try scores.scorer.reading(sample)
      paths +=
        Self.paths(reading, real, sample: s) + Self.toolPaths(try scores.scorer.endEffector(sample), real, sample: s)
      lines += Self.lines(scores.scorer.positions(reading), real, sample: s)
      figures.append(Self.lawLines(scores.scorer.lawCurves(reading), context: real.context))
    }
    (spaceLines, laws) = (lines, figures)
    contacts = Self.contacts(truth.main, real)
    drifts = samples.enumerated().flatMap { s, sample in Self.drifts(scores.scorer, sample, number: s) }
  }

  private static func truthPaths(_ truth: Truth) throws -> [Path] {
    truth.views.indices.flatMap { v in
      truth.objects.map { object in
        let view = truth.views[v]
        let points = (0..<truth.frames).map { t -> [Double]? in
          guard let lens = view.intrinsics, let pose = view.extrinsics?[t] else { return nil }
          return pose.project(object.position(t), lens).map { [$0.x, $0.y] }
        }
        return Path(object: object.name, camera: v, sample: nil, points: points)
      }
    }
  }

  private static func paths(_ reading: Reading, _ truth: Truth, sample: Int) -> [Path] {
    // A view without segmentation has no tracks.
    truth.views.indices.flatMap { v in
      reading.tracks[v].map { track in
        let before = [[Double]?](repeating: nil, count: truth.context)
        let seen = track.sightings.map { $0.map { [$0.centroid.x, $0.centroid.y] } }
        return Path(object: track.object, camera: v, sample: sample, points: before + seen)
      }
    }
  }
}
