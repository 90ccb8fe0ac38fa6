import Scoring

/// What a suite's report draws of one episode beside its curves: of the first sample.
struct EpisodeDrawings: Codable, Sendable {
  /// An object's way after the context, metres; nil where it is not found in two views.
  struct Path: Codable, Sendable {
    var object: String
    var truth: [SIMD3<Double>?]
    var prediction: [SIMD3<Double>?]
  }

  var paths: [Path]
  var laws: [LawCurve]
}

extension EpisodeDrawings {
  /// Nil where nothing can be drawn.
  init?(_ scorer: Scorer, _ prediction: Prediction) throws {
    let truth = scorer.truth
    let reading = try scorer.reading(prediction)
    let found = scorer.positions(reading)
    paths = truth.objects.indices.compactMap { o in
      guard o < found.count, found[o].contains(where: { $0 != nil }) else { return nil }
      let real = (0..<truth.horizon).map { Optional(truth.objects[o].position(truth.context + $0)) }
      return Path(object: truth.objects[o].name, truth: real, prediction: found[o])
    }
    laws = scorer.lawCurves(reading)
    if paths.isEmpty && laws.isEmpty { return nil }
  }

  /// The ways in the plane that they fill most: from above on a table, from the side where things fall.
  func report(heading: String) -> ReportPaths? {
    let all = paths.flatMap { $0.truth.compactMap { $0 } }
    guard let first = all.first else { return nil }
    let (low, high) = all.reduce((first, first)) { (pointwiseMin($0.0, $1), pointwiseMax($0.1, $1)) }
    let spans = high - low
    let thin = (0..<3).min { (spans[$0], $1) < (spans[$1], $0) } ?? 2
    let (across, up) = ([1, 0, 0][thin], [2, 2, 1][thin])
    func flat(_ path: [SIMD3<Double>?]) -> [SIMD2<Double>?] { path.map { $0.map { SIMD2($0[across], $0[up]) } } }
    return ReportPaths(
      heading: heading, xLabel: "\(Self.axes[across]), m", yLabel: "\(Self.axes[up]), m", isPicture: false,
      objects: paths.map { .init(name: $0.object, truth: flat($0.truth), prediction: flat($0.prediction)) })
  }

  private static let axes = ["x", "y", "z"]
}
