import Diagnostics

/// What the clocks of LeRobot's tables say beside `meta/info.json`.
///
/// Descriptions are written by hand and clocks are not: where they differ the clocks are believed, as frames at a rate
/// that nobody recorded would be invented ones.
enum LeRobotClock {
  /// Tables looked at where each holds one episode.
  private static let asked = 16
  /// By how much the description may miss the clocks before it is wrong.
  private static let tolerance = 0.02

  /// The clock of a table's rows; nil where it has none that can be read: its episodes then say why they are skipped.
  static func times(_ path: String) -> [Double]? {
    guard let table = try? ParquetTable(path: path), table.has("timestamp"),
      let column = try? table.numbers("timestamp"), column.width == 1
    else { return nil }
    return column.values
  }

  /// Some of a recording's tables, spread over it.
  static func sample(_ paths: [String]) -> [String] {
    let count = min(asked, paths.count)
    return (0..<count).map { paths[$0 * paths.count / count] }
  }

  /// A clock in seconds, whatever unit it counts in; as it is where no unit brings it near the rate.
  static func seconds(_ times: [Double], rate: Double) -> [Double] {
    let period = ClockUnit.period(times)
    guard period > 0, period.isFinite, let unit = ClockUnit.fitting(period: period, rate: rate) else { return times }
    return times.map { $0 / unit.rawValue }
  }

  /// Gives a recording the rate that its clocks show, and says so where it is not the description's.
  static func correct(_ facts: inout RecordingFacts, by clocks: [[Double]]) {
    guard let told = facts.rate else { return }
    let rates = clocks.compactMap { measured($0, rate: told) }.sorted()
    guard !rates.isEmpty else { return }
    let middle = rates[rates.count / 2]
    guard abs(middle / told - 1) > tolerance else { return }
    // Rates are written with few digits; the clocks' single precision leaves more.
    let whole = middle.rounded()
    let rate = abs(middle - whole) < 0.0005 * middle ? whole : (1000 * middle).rounded() / 1000
    facts.rate = rate
    let text = String(hundredths: rate)
    facts.problems += [
      DataProblem(.clock, "rows come \(text) times a second, the description says \(String(hundredths: told))"),
      DataProblem(.clock, "the clocks' \(text) rows a second were taken for the recording's rate"),
    ]
  }

  /// Rows a second, without the steps in which rows are missing; nil for a clock that runs back or fits no unit.
  ///
  /// The mean of the steps, as the median of an unsteady clock's steps is not its rate.
  private static func measured(_ times: [Double], rate: Double) -> Double? {
    guard times.allSatisfy(\.isFinite) else { return nil }
    let own = seconds(times, rate: rate)
    let period = ClockUnit.period(own)
    guard period > 0, ClockUnit.fitting(period: period, rate: rate) == .seconds else { return nil }
    let steps = zip(own.dropFirst(), own).map { $0 - $1 }
    guard steps.allSatisfy({ $0 > 0 }) else { return nil }
    let whole = steps.filter { $0 <= 1.5 * period }
    return Double(whole.count) / whole.reduce(0, +)
  }
}
