import Diagnostics
import Episodes
import Foundation

/// Gathers what the episodes show, and concludes from all of them.
struct SurveyDraft {
  let reader: any RecordingReader
  let path: String
  let options: ImportOptions
  let cameras: [String]

  /// Numbers kept for quantiles: beyond this, the first episodes stand for all.
  private static let numbersKept = 50_000_000

  private var kept: [CheckedEpisode] = []
  private var skipped: [RecordingSurvey.Skip] = []
  private var problems: [DataProblem] = []
  private var samples = ActionSamples()
  private var numbers = 0
  private var firstRowsAreZero = true

  init(reader: any RecordingReader, path: String, options: ImportOptions, cameras: [String]) {
    (self.reader, self.path, self.options, self.cameras) = (reader, path, options, cameras)
    problems = reader.facts.problems
    for name in reader.facts.rareCameras where !cameras.contains(name) && options.cameras == nil {
      problems.append(
        DataProblem(.metadata, "\(name) is in fewer than half of the episodes, and left out: --cameras can name it"))
    }
  }

  mutating func skip(_ key: EpisodeKey, _ reason: String) { skipped.append(.init(episode: key, reason: reason)) }

  mutating func add(_ episode: CheckedEpisode) {
    if let width = kept.first?.actions.first?.count, width != episode.actions[0].count {
      return skip(episode.key, "has \(episode.actions[0].count) numbers in its actions, the others \(width)")
    }
    samples.append(ActionSamples(episode))
    problems += episode.problems
    let kinds = reader.facts.convention?.kinds ?? []
    let moves = episode.actions[0].enumerated().contains { d, value in
      // Sums of rotations leave a trace of rounding.
      abs(value) > 1e-4 && !(d < kinds.count && kinds[d] == .gripper)
    }
    firstRowsAreZero = firstRowsAreZero && !moves
    var light = episode
    light.states = []
    numbers += episode.rows * episode.actions[0].count
    if numbers > Self.numbersKept { light.actions = [] }
    kept.append(light)
  }

  /// The survey, once all episodes are in.
  mutating func finish(found: Int) throws -> RecordingSurvey {
    var survey = RecordingSurvey(
      path: path, format: reader.format, robot: reader.facts.robot, found: found, usable: [], skipped: [],
      promised: reader.facts.promised, absent: reader.facts.absent, sourceRate: reader.facts.rate ?? 0, cameras: [],
      contract: .init(robot: "", frame: "", rotation: "", rate: 0, clamp: .warn, dimensions: []), problems: [],
      movesActions: false)
    if !kept.isEmpty { try conclude(&survey) }
    survey.skipped = skipped.sorted { $0.episode < $1.episode }
    if !reader.facts.absent.isEmpty {
      problems.insert(
        DataProblem(
          .absentEpisodes, "\(reader.facts.absent.count) of \(reader.facts.promised ?? 0) episodes are not there"),
        at: 0)
    }
    survey.problems = problems
    return survey
  }

  private mutating func conclude(_ survey: inout RecordingSurvey) throws {
    let periods = kept.map(\.period).sorted()
    // Rates are written with few digits; clocks of videos have many.
    survey.sourceRate = reader.facts.rate ?? (1000 / periods[periods.count / 2]).rounded() / 1000
    let range = ActionRange(kept.flatMap(\.actions))
    var contract = try makeContract(survey.sourceRate, range)
    contract.rate = try options.rate(from: survey.sourceRate, kinds: contract.dimensions.map(\.kind))
    try options.requireDistinctPhases(of: survey.sourceRate, at: contract.rate)
    try options.requireSpeeds(of: survey.sourceRate, at: contract)
    survey.movesActions = movesActions(range)
    if survey.movesActions {
      problems.append(
        DataProblem(.convention, "actions stand beside the pictures they led to; each is moved to the row before"))
    }
    survey.cameras = cameraFacts()
    survey.usable = entries(contract, FramePlan(cameras: survey.cameras, options))
    if options.contract == nil { measureQuantiles(&contract, range) }
    survey.contract = contract
  }

  private func movesActions(_ range: ActionRange) -> Bool {
    switch reader.facts.convention?.alignment {
    case .leadsTo: true
    case .tellByFirstRow: firstRowsAreZero && !range.bounds.indices.allSatisfy(range.isConstant)
    case .leadsAway, nil: false
    }
  }

  private mutating func makeContract(_ rate: Double, _ range: ActionRange) throws -> ActionContract {
    let maker = ContractMaker(
      facts: reader.facts, samples: samples, bounds: range.bounds, rate: rate, isDerived: kept[0].isDerived)
    let (made, found) = maker.make()
    let contract = options.contract ?? made
    guard contract.width == range.bounds.count else {
      throw UserError(
        "describes \(contract.width) actions; the recording has \(range.bounds.count)", at: "--contract",
        fix: "Begin with the one that --check --write-contract makes")
    }
    problems += found
    let names = contract.dimensions.map(\.name)
    problems += range.problems(names: names, kinds: contract.dimensions.map(\.kind))
    problems += range.outliers(of: kept, names: names)
    return contract
  }

  /// The most common size of each camera's pictures.
  private mutating func cameraFacts() -> [RecordingSurvey.Camera] {
    cameras.map { name in
      let all = kept.flatMap(\.cameras).filter { $0.name == name }.map(\.facts)
      let sizes = Dictionary(grouping: all) { "\($0.width)×\($0.height)" }
      let common = sizes.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }?.value[0]
      if sizes.count > 1 {
        let list = sizes.sorted { $0.value.count > $1.value.count }.map { "\($0.key) in \($0.value.count)" }
        problems.append(DataProblem(.differentSizes, "\(name) has pictures of \(list.joined(separator: ", "))"))
      }
      let (width, height) = (common?.width ?? 1, common?.height ?? 1)
      let target = options.size.size(width: width, height: height)
      return .init(
        name: name, width: width, height: height, codec: common?.codec ?? "", episodes: all.count,
        imported: [target.width, target.height])
    }
  }

  /// Those that are long enough and of a shape that fits.
  private mutating func entries(_ contract: ActionContract, _ plan: FramePlan) -> [RecordingSurvey.Entry] {
    let resampler = Resampler(rate: contract.rate, kinds: contract.dimensions.map(\.kind))
    return kept.compactMap { episode in
      do {
        let cuts = try plan.cuts(of: episode)
        let frames = try frames(of: episode, resampler)
        for (camera, cut) in zip(plan.cameras, cuts) { note(cut, camera, of: episode.key) }
        return .init(
          key: episode.key, rows: episode.rows,
          seconds: resampler.seconds(times: episode.times, period: episode.period),
          frames: frames, sizes: cuts.map { [$0.width, $0.height] })
      } catch {
        skip(episode.key, "\(error)")
        return nil
      }
    }
  }

  /// Says what is done to the pictures that not everyone expects.
  private mutating func note(_ cut: FrameCut, _ camera: RecordingSurvey.Camera, of key: EpisodeKey) {
    let size = "\(cut.width)×\(cut.height)"
    if camera.imported != [cut.width, cut.height] {
      problems.append(DataProblem(.differentSizes, "\(camera.name) keeps its own shape, \(size)", episode: key))
    }
    if options.fit == .exact, cut.stretch > FrameSize.tolerance + 1e-9 {
      let percent = String(format: "%.1f", 100 * cut.stretch)
      let text = "\(camera.name) is stretched by \(percent)% to \(size): no multiples of 16 come nearer to its shape"
      problems.append(DataProblem(.differentSizes, text, episode: key))
    }
  }

  private func frames(of episode: CheckedEpisode, _ resampler: Resampler) throws -> Int {
    let frames = resampler.steps(times: episode.times, period: episode.period).count
    let rate = String(hundredths: resampler.rate)
    guard frames >= 2 else { throw UserError("is \(frames) frames long at \(rate) a second; two are the least") }
    guard frames <= Resampler.most * episode.rows else {
      throw UserError(
        "has \(episode.rows) rows for more than \(Resampler.most * episode.rows) frames at \(rate) a second",
        fix: "Its clock may be wrong; else say a lower --rate")
    }
    return frames
  }

  /// Over the actions as they are imported. What hardly moves gets room on both sides, so that it can be scaled.
  private func measureQuantiles(_ contract: inout ActionContract, _ range: ActionRange) {
    let resampler = Resampler(rate: contract.rate, kinds: contract.dimensions.map(\.kind))
    let actions = kept.filter { !$0.actions.isEmpty }.flatMap { episode in
      resampler.steps(times: episode.times, period: episode.period).map { resampler.action($0, of: episode.actions) }
    }
    // In a hundred rows a single outlier is the hundredth part that the quantiles leave out; in fifty it is not.
    contract.measureQuantiles(ActionRange(actions).clamped(actions))
    for d in contract.dimensions.indices {
      let (low, high) = (contract.dimensions[d].q01, contract.dimensions[d].q99)
      guard high - low < 1e-6 else { continue }
      let bounds = range.bounds[d]
      let isUseful = bounds.upperBound - bounds.lowerBound > 1e-6
      contract.dimensions[d].q01 = isUseful ? Double(bounds.lowerBound) : low - 1
      contract.dimensions[d].q99 = isUseful ? Double(bounds.upperBound) : high + 1
    }
  }
}
