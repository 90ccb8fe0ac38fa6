import Diagnostics
import Episodes
import Foundation
import Media

/// Makes episodes of this program out of a recording's: rows at the wanted rate, pictures at the wanted size.
///
/// Not safe to use from two threads at once: each has its own.
final class EpisodeImporter {
  let reader: any RecordingReader
  let survey: RecordingSurvey
  let options: ImportOptions
  private let inspector: EpisodeInspector
  let resampler: Resampler
  private let plan: FramePlan
  private let session = PictureSession()

  init(reader: any RecordingReader, survey: RecordingSurvey, options: ImportOptions) {
    (self.reader, self.survey, self.options) = (reader, survey, options)
    inspector = EpisodeInspector(facts: reader.facts, cameras: survey.cameras.map(\.name))
    resampler = Resampler(rate: survey.contract.rate, kinds: survey.contract.dimensions.map(\.kind))
    plan = FramePlan(cameras: survey.cameras, options)
  }

  /// One episode for each phase and speed, all from a single pass over the pictures.
  ///
  /// - Parameter number: becomes the episodes' seed, so that scores can name them.
  /// - Throws: `UserError` where pictures turn out to be damaged.
  func episodes(_ key: EpisodeKey, number: Int) throws -> (episodes: [Episode], problems: [DataProblem]) {
    let checked = try checked(key)
    let usable = readings(checked).filter { $0.steps.count >= 2 }
    let rows = Array(Set(usable.flatMap(\.steps).map(\.row))).sorted()
    var problems: [DataProblem] = []
    let strips = try zip(checked.cameras, plan.cuts(of: checked)).map { try pictures($0, rows, $1, of: key, &problems) }
    return (usable.map { episode(checked, $0, rows, strips, number: number) }, problems)
  }

  /// The actions of an episode's first phase, T × A, without a look at its pictures.
  func actions(_ key: EpisodeKey) throws -> [[Float]] {
    let checked = try checked(key)
    return steps(checked, phase: 0).map { resampler.action($0, of: checked.actions) }
  }

  private func checked(_ key: EpisodeKey) throws -> CheckedEpisode {
    var checked = try inspector.inspect(try reader.episode(key), session)
    let isDelta = resampler.kinds.map { [.endEffectorDelta, .jointDelta, .jointVelocity].contains($0) }
    checked.settleMadeAction(isDelta: isDelta)
    if survey.movesActions { checked.moveActionsForward(isDelta: isDelta) }
    return checked
  }

  func steps(_ checked: CheckedEpisode, phase: Int) -> [Resampler.Step] {
    resampler.steps(
      times: checked.times, period: checked.period, offset: Double(phase) / (Double(options.phases) * resampler.rate))
  }

  /// Frames of some rows, one after the other.
  private func pictures(
    _ camera: CheckedEpisode.Camera, _ rows: [Int], _ cut: FrameCut, of key: EpisodeKey,
    _ problems: inout [DataProblem]
  ) throws -> Episode.View {
    var view = Episode.View(camera: camera.name, width: cut.width, height: cut.height, rgb: [])
    view.rgb.reserveCapacity(rows.count * view.frameBytes)
    var repeats = RepeatCounter()
    try session.read(
      camera.source, rows.map { camera.numbers[$0] }, width: cut.scaledWidth, height: cut.scaledHeight
    ) { image in
      let frame = cut.apply(image)
      repeats.add(frame.pixels)
      view.rgb += frame.pixels
    }
    if let text = repeats.complaint {
      problems.append(DataProblem(.repeatedFrames, "\(camera.name) \(text)", episode: key))
    }
    return view
  }

  private func episode(
    _ checked: CheckedEpisode, _ reading: Reading, _ rows: [Int], _ strips: [Episode.View], number: Int
  ) -> Episode {
    let steps = reading.steps
    let place = Dictionary(uniqueKeysWithValues: rows.enumerated().map { ($1, $0) })
    let views = strips.map { strip in
      var view = strip
      view.rgb = []
      view.rgb.reserveCapacity(steps.count * strip.frameBytes)
      for step in steps {
        let start = (place[step.row] ?? 0) * strip.frameBytes
        view.rgb += strip.rgb[start..<start + strip.frameBytes]
      }
      return view
    }
    return Episode(
      seed: UInt64(number), policy: "demonstration", rate: resampler.rate, frames: steps.count, views: views,
      actions: steps.map { resampler.action($0, of: checked.actions) },
      states: checked.states.isEmpty ? [] : steps.map { checked.states[$0.row] }, spec: spec(checked, reading))
  }

  private func spec(_ checked: CheckedEpisode, _ reading: Reading) -> String {
    struct Spec: Encodable {
      var source: EpisodeKey
      var task: String
      /// The first row used, which tells the phases of an episode apart.
      var firstRow: Int
      /// Nil: its own.
      var speed: Double?
    }
    let spec = Spec(
      source: checked.key, task: checked.task, firstRow: reading.steps.first?.row ?? 0, speed: reading.speed)
    return (try? StableJSON.text(spec)) ?? ""
  }
}

/// Counts pictures that are their predecessors bit by bit, which no working camera gives.
struct RepeatCounter {
  private var last: [UInt8] = []
  private(set) var count = 0
  private(set) var repeats = 0

  mutating func add(_ pixels: [UInt8]) {
    if pixels == last { repeats += 1 }
    count += 1
    last = pixels
  }

  /// A stalled picture now and then is common; more of them are worth a word.
  var complaint: String? {
    guard repeats > 2, repeats * 20 > count else { return nil }
    return "shows \(repeats) of \(count) pictures twice"
  }
}
