import Diagnostics
import Foundation
import Media
import RunStore
import Scenarios
import Scoring
import Viewer

/// A stored run as the window shows it: frames are read from the run's lossless videos when they are asked for.
final class RunFrameSource: FrameSource, ChannelSource {
  let title: String
  let facts: [Fact]
  private let view: RunView
  private let truths: [VideoReader]
  private let predictions: [[VideoReader]]
  private let clouds: RunClouds?

  /// - Parameters:
  ///   - records: where truth is kept, for what cameras saw in space; nil: that is not shown.
  ///   - memory: what is left for decoded frames; nil: 8 MiB a video.
  /// - Throws: `UserError` where the run's folder is gone or incomplete.
  init(_ run: RunRecord, records: URL? = nil, memory: FrameMemory? = nil) throws {
    let folder = URL(fileURLWithPath: run.folder)
    let view = try RunView.read(from: folder)
    let frames = folder.appendingPathComponent("predictions")
    let videos = max(1, view.cameras.count * (1 + view.tables.count))
    let cache = memory.map { $0.forFrames / videos } ?? 8 << 20
    let open = { (name: String) in try VideoReader(frames.appendingPathComponent(name).path, cacheBytes: cache) }
    clouds = records.map { RunClouds(record: $0.appendingPathComponent("\(run.dataHash).h5"), cameras: view.cameras) }
    self.view = view
    truths = try view.cameras.map { try open(RunFolder.truthName(camera: $0)) }
    predictions = try view.tables.indices.map { sample in
      try view.cameras.map { try open(RunFolder.name(sample: sample, camera: $0)) }
    }
    for (readers, count) in [(truths, view.frames)] + predictions.map({ ($0, view.frames - view.context) }) {
      for reader in readers where reader.frameCount != count {
        throw UserError(
          "has \(reader.frameCount) frames instead of \(count)", at: reader.path, fix: "Run the scenario again")
      }
    }
    title = run.scenario
    facts = run.facts
  }

  var cameras: [String] { view.cameras }
  var frameCount: Int { view.frames }
  var contextLength: Int { view.context }
  var rate: Double { view.rate }
  var sampleCount: Int { predictions.count }

  func truth(camera: Int, frame: Int) throws -> Image? { try truths[camera].frame(frame) }

  func prediction(sample: Int, camera: Int, frame: Int) throws -> Image? {
    guard frame >= view.context else { return try truths[camera].frame(frame) }
    return try predictions[sample][camera].frame(frame - view.context)
  }

  var paths: [ObjectPath] {
    view.paths.map { path in
      ObjectPath(
        object: path.object, camera: path.camera, sample: path.sample,
        points: path.points.map { $0.map { SIMD2(Float($0[0]), Float($0[1])) } })
    }
  }

  var actions: [Series] { view.actions.map(Series.init) }

  /// Laws first: they are what a physicist looks at; then scores, then what the robot did.
  func curves(sample: Int) -> [Series] {
    ((view.laws?[sample] ?? []) + view.curves[sample] + (view.states ?? [])).map(Series.init)
  }

  func placement(camera: Int, frame: Int) -> SpaceCamera? {
    guard let lenses = view.lenses, lenses.indices.contains(camera) else { return nil }
    return SpaceCamera(lenses[camera], frame: frame)
  }

  var spacePaths: [SpacePath] {
    (view.spaceLines ?? []).map { line in
      SpacePath(
        object: line.object, sample: line.sample,
        points: line.points.map { $0.map { SIMD3(Float($0[0]), Float($0[1]), Float($0[2])) } })
    }
  }

  func drift(sample: Int, camera: Int, frame: Int) -> [DriftMark] {
    let measured = (view.drifts ?? []).last {
      $0.sample == sample && $0.camera == camera && $0.frame <= frame && frame < $0.frame + RunView.driftStep
    }
    return (measured?.arrows ?? []).compactMap { arrow in
      guard let arrow else { return nil }
      let offset = arrow.count == 4 ? SIMD2(Float(arrow[2]), Float(arrow[3])) : nil
      return DriftMark(place: SIMD2(Float(arrow[0]), Float(arrow[1])), offset: offset)
    }
  }

  func contacts(camera: Int, frame: Int) -> [ContactMark] {
    (view.contacts?.at(camera: camera, frame: frame) ?? []).map {
      ContactMark(place: SIMD2(Float($0.x), Float($0.y)), force: Float($0.force))
    }
  }

  var hasChannels: Bool { clouds?.isThere ?? false }

  func depth(camera: Int, frame: Int) throws -> Image? { try clouds?.depth(camera: camera, frame: frame) }

  var segmentNames: [String] { clouds?.segmentNames ?? [] }

  func segmentMap(camera: Int, frame: Int) throws -> SegmentMap? {
    try clouds?.segmentMap(camera: camera, frame: frame)
  }

  func depthRange(camera: Int) -> ClosedRange<Float>? { clouds?.depthRange(camera: camera) }

  func cloud(frame: Int) throws -> [CloudPoint] {
    let cameras = view.cameras.indices.compactMap { placement(camera: $0, frame: frame) }
    guard let clouds, cameras.count == view.cameras.count else { return [] }
    return try clouds.points(frame: frame, cameras: cameras)
  }

  func scores(sample: Int) -> [ScoreRow] {
    view.tables[sample].rows.map { row in
      ScoreRow(
        name: row.metric.rawValue, unit: row.metric.unit, value: row.value.value, truth: row.truth.value,
        copyLast: row.copyLast.value, secondTake: row.secondTake?.value, higherIsBetter: row.metric.higherIsBetter,
        explanation: row.value.note ?? row.metric.title)
    }
  }
}

extension Series {
  init(_ line: RunView.Line) {
    var range: ClosedRange<Float>?
    if let low = line.trainedLow, let high = line.trainedHigh { range = Float(low)...Float(high) }
    self.init(
      name: line.name, unit: line.unit, values: line.values.map { $0.map { Float($0) } ?? .nan }, trainedRange: range,
      topic: line.topic ?? "")
  }
}
