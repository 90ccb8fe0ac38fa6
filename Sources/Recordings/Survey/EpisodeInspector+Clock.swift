import Diagnostics
import Foundation

extension EpisodeInspector {
  /// The episode with its clock in seconds, whatever unit its table counts in, and from its own beginning on where it
  /// shares videos with others.
  ///
  /// - Throws: `UserError` where no unit brings the clock near the declared rate: frames cannot be placed by it.
  func inSeconds(_ source: SourceEpisode, _ problems: inout [DataProblem], at place: String) throws -> SourceEpisode {
    // Times that are no numbers, or run backwards, are told of with their row when the rows are known that have pictures.
    guard let times = source.times, let rate = facts.rate, times.allSatisfy(\.isFinite) else { return source }
    let period = ClockUnit.period(times)
    guard period > 0, period.isFinite else { return source }
    guard let unit = ClockUnit.fitting(period: period, rate: rate) else {
      throw UserError(
        "its rows are \(String(format: "%.3g", period)) s apart by the table's clock, but the description says "
          + "\(String(hundredths: rate)) a second, and no unit of time brings the two together", at: place)
    }
    guard unit != .seconds else { return sinceFirstRow(source, &problems) }
    problems.append(DataProblem(.clock, "the table's clock counts \(unit), and was taken so"))
    var source = source
    source.times = times.map { $0 / unit.rawValue }
    return sinceFirstRow(source, &problems)
  }

  /// A clock that runs on from episode to episode would find the pictures of a later one in a video of several.
  private func sinceFirstRow(_ source: SourceEpisode, _ problems: inout [DataProblem]) -> SourceEpisode {
    let isShared = cameras.contains { name in
      if case .part? = source.pictures[name] { return true }
      return false
    }
    guard isShared, let times = source.times else { return source }
    let offset = EpisodeClock.offset(times)
    guard offset != 0 else { return source }
    problems.append(
      DataProblem(.clock, "the table's clock begins at \(String(hundredths: offset)) s, and was taken from there on"))
    var source = source
    source.times = times.map { $0 - offset }
    return source
  }

  /// Seconds of each kept row since the first, by the table's clock, else the video's, else the rate.
  func times(of source: SourceEpisode, _ pictures: PictureFacts?, _ kept: Range<Int>, at place: String) throws
    -> [Double]
  {
    var times = source.times.map { Array($0[kept]) } ?? []
    if source.times == nil {
      let shown = pictures?.times ?? []
      let rate = facts.rate ?? pictures?.rate ?? 0
      guard shown.count >= kept.upperBound || rate > 0 else { throw UserError("nothing tells the time", at: place) }
      times = shown.count >= kept.upperBound ? Array(shown[kept]) : kept.map { Double($0) / rate }
    }
    for row in times.indices {
      guard times[row].isFinite else {
        throw UserError("the time of row \(kept.lowerBound + row) is \(times[row])", at: place)
      }
      guard row == 0 || times[row] > times[row - 1] else {
        throw UserError(
          "time does not go on at row \(kept.lowerBound + row): \(times[row - 1]) s, then \(times[row]) s", at: place)
      }
    }
    let since = times.map { $0 - times[0] }
    guard since.allSatisfy(\.isFinite) else { throw UserError("its clock runs over", at: place) }
    return since
  }

  func clockProblems(_ checked: CheckedEpisode) -> [DataProblem] {
    let period = checked.period
    var problems: [DataProblem] = []
    if let rate = facts.rate, abs(period * rate - 1) > 0.02 {
      let own = String(hundredths: 1 / period)
      problems.append(
        DataProblem(.clock, "rows come \(own) times a second, the description says \(String(hundredths: rate))"))
    }
    let gaps = (1..<checked.rows).filter { checked.times[$0] - checked.times[$0 - 1] > 1.5 * period }
    if let first = gaps.first {
      let longest = gaps.map { checked.times[$0] - checked.times[$0 - 1] }.max() ?? 0
      problems.append(
        DataProblem(
          .gap, "time jumps \(gaps.count) times, first at row \(first), by up to \(String(hundredths: longest)) s"))
    }
    return problems
  }
}
