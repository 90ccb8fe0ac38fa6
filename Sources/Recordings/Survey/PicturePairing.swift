import Diagnostics

/// Finds the picture of every row of an episode.
///
/// Where a video has as many frames as the table has rows, the n-th row's picture is the n-th frame; the clocks are
/// compared and a difference is reported. Otherwise, and where several episodes share a video, the clocks decide.
struct PicturePairing {
  /// By row; nil where the row has no picture.
  private(set) var numbers: [Int?] = []
  private(set) var problems: [DataProblem] = []

  /// Rows that may be left without a picture at the ends: cameras start late and stop early.
  static let allowance = 2

  /// - Parameters:
  ///   - times: seconds of each row in the episode; nil where the table does not say.
  ///   - place: what errors name.
  /// - Throws: `UserError` where too many rows have no picture.
  init(rows: Int, times: [Double]?, pictures: PictureFacts, camera: String, at place: String) throws {
    if pictures.isShared, let own = times, let shown = pictures.times {
      pairByTime(own, shown)
    } else if pictures.count == rows {
      numbers = Array(0..<rows)
      compareClocks(times, pictures.times, camera)
    } else {
      problems.append(DataProblem(.unequalLengths, "\(camera) has \(pictures.count) pictures for \(rows) rows"))
      if let own = times, let shown = pictures.times {
        pairByTime(own, shown)
      } else {
        let isNear = abs(pictures.count - rows) <= Self.allowance
        numbers = (0..<rows).map { isNear && $0 < pictures.count ? $0 : nil }
      }
    }
    let missing = numbers.count { $0 == nil }
    guard missing <= Self.allowance else {
      guard !pictures.isShared else { throw UserError("\(missing) rows have no picture of \(camera)", at: place) }
      let holder = pictures.times == nil ? "it" : "its video"
      throw UserError("\(holder) has \(pictures.count) pictures for \(rows) rows", at: camera)
    }
  }

  /// The nearest picture, no further than half of the time from one to the next.
  private mutating func pairByTime(_ own: [Double], _ shown: [Double]) {
    var place = 0
    numbers = own.map { time in
      while place + 1 < shown.count, abs(shown[place + 1] - time) <= abs(shown[place] - time) { place += 1 }
      let around = [place - 1, place].filter { $0 >= 0 && $0 + 1 < shown.count }.map { shown[$0 + 1] - shown[$0] }
      let step = around.min() ?? 1
      // A thousandth of a second for clocks that were rounded.
      return abs(shown[place] - time) <= step / 2 + 0.001 ? place : nil
    }
  }

  private mutating func compareClocks(_ own: [Double]?, _ shown: [Double]?, _ camera: String) {
    guard let own, let shown, let first = own.first, own.count > 1, let last = own.last else { return }
    let period = (last - first) / Double(own.count - 1)
    let worst = zip(own, shown).map { abs(($0 - first) - $1) }.max() ?? 0
    guard worst > period / 2 + 0.001 else { return }
    let text = String(hundredths: worst)
    problems.append(
      DataProblem(.clock, "the clocks of table and video \(camera) differ by up to \(text) s; paired by number"))
  }
}

extension String {
  /// A number with at most two digits behind the point.
  init(hundredths value: Double) {
    let whole = (value * 100).rounded() / 100
    self = whole == whole.rounded() && abs(whole) < 1e15 ? String(Int(whole)) : String(whole)
  }
}
