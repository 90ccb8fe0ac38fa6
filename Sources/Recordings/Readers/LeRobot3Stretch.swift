import Diagnostics

/// An episode that has more rows than its own stretch of the videos lasts for.
///
/// Behind that stretch lie the next episode's pictures, which a row's time alone would take for this one's.
struct LeRobot3Stretch: Sendable {
  /// The rows with pictures, counted from the episode's first.
  let rows: Range<Int>
  /// Rows that it has.
  let count: Int
  /// The camera that shows fewest of them.
  let camera: String

  /// - Parameters:
  ///   - videos: by camera; those that do not say where they end are taken to show every row.
  ///   - times: the clock of the episode's rows, in any unit.
  ///   - rate: rows a second.
  /// - Returns: nil where every row is shown, and for a clock that does not tell: it is refused later, with its reason.
  init?(_ videos: [(camera: String, part: LeRobot3Index.Part)], times: [Double], rate: Double) {
    let own = LeRobotClock.seconds(times, rate: rate)
    let period = ClockUnit.period(own)
    guard ClockUnit.fitting(period: period, rate: rate) == .seconds else { return nil }
    let offset = EpisodeClock.offset(own)
    let step = max(1 / rate, period)
    var shortest: (rows: Range<Int>, camera: String)?
    for (camera, part) in videos {
      guard let end = part.to else { continue }
      // Half a row before the end, the next episode's first picture would be the nearest.
      let shown = -step / 2..<max(0, end - part.from - step / 2)
      // A time that is no number is told of when the episode is read.
      let inside = own.indices.filter { !own[$0].isFinite || shown.contains(own[$0] - offset) }
      let rows = (inside.first ?? 0)..<(inside.last.map { $0 + 1 } ?? 0)
      if rows.count < shortest?.rows.count ?? own.count { shortest = (rows, camera) }
    }
    guard let found = shortest else { return nil }
    (rows, camera, count) = (found.rows, found.camera, own.count)
  }

  var missing: Int { count - rows.count }

  /// What is odd about it; nil where so much is missing that the episode is skipped with these words.
  func problem(of key: EpisodeKey) -> DataProblem? {
    guard missing <= PicturePairing.allowance else { return nil }
    return DataProblem(
      .unequalLengths,
      "\(camera) has pictures of \(rows.count) of its \(count) rows by meta/episodes; the others are left out",
      episode: key)
  }

  /// Its part of the episode's rows in a table.
  ///
  /// - Throws: `UserError` where too many have no picture.
  func cut(_ place: Range<Int>, of key: EpisodeKey) throws -> Range<Int> {
    guard missing <= PicturePairing.allowance else {
      throw UserError(
        "\(missing) of its \(count) rows have no picture of \(camera): meta/episodes gives its stretch of the video "
          + "an earlier end", at: "episode \(key)")
    }
    return place.lowerBound + rows.lowerBound..<place.lowerBound + rows.upperBound
  }
}
