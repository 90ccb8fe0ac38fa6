import Diagnostics
import Foundation

/// Checks one episode and pairs its rows with pictures. What cannot be used is thrown; what is odd is noted.
struct EpisodeInspector {
  let facts: RecordingFacts
  /// The cameras that are wanted.
  let cameras: [String]

  func inspect(_ source: SourceEpisode, _ session: PictureSession) throws -> CheckedEpisode {
    let place = "episode \(source.key)"
    var problems: [DataProblem] = []
    let source = try inSeconds(source, &problems, at: place)
    if let claimed = source.claimedRows, claimed != source.rows {
      problems.append(
        DataProblem(.unequalLengths, "the description speaks of \(claimed) rows, the table has \(source.rows)"))
    }
    if source.rows == 0, source.actions == nil, source.states.isEmpty {
      throw UserError("holds neither actions nor states", at: place)
    }
    guard source.rows >= 2 else { throw UserError("has \(source.rows) rows; two are the least", at: place) }
    let actions = try self.actions(of: source, at: place)
    try checkStates(source, &problems, at: place)
    var checked = CheckedEpisode(
      key: source.key, task: source.task, times: [], actions: actions, states: source.states, cameras: [],
      isDerived: source.actions == nil, problems: problems)
    try addPictures(of: source, to: &checked, session, at: place)
    checked.problems = checked.problems.map { DataProblem($0.kind, $0.detail, episode: source.key) }
    return checked
  }

  /// What the recording holds, or the next row's state.
  private func actions(of source: SourceEpisode, at place: String) throws -> [[Float]] {
    let isDerived = source.actions == nil
    let table = source.actions ?? source.states
    guard let first = table.first, !first.isEmpty else {
      throw UserError("holds neither actions nor states", at: place)
    }
    let width = facts.actionNames.isEmpty ? first.count : facts.actionNames.count
    if let row = table.firstIndex(where: { $0.count != width }) {
      throw UserError("row \(row) has \(table[row].count) numbers in its action instead of \(width)", at: place)
    }
    for (row, action) in table.enumerated() {
      guard let bad = action.firstIndex(where: { !$0.isFinite }) else { continue }
      let name = facts.actionNames.indices.contains(bad) ? facts.actionNames[bad] : "number \(bad)"
      throw UserError("the action \(name) is \(action[bad]) in row \(row)", at: place)
    }
    return isDerived ? Array(table.dropFirst()) + table.suffix(1) : table
  }

  private func checkStates(_ source: SourceEpisode, _ problems: inout [DataProblem], at place: String) throws {
    guard let first = source.states.first else { return }
    guard source.states.count == source.rows else {
      throw UserError("has \(source.rows) actions and \(source.states.count) states", at: place)
    }
    if let row = source.states.firstIndex(where: { $0.count != first.count }) {
      throw UserError(
        "row \(row) has \(source.states[row].count) numbers in its state instead of \(first.count)", at: place)
    }
    let bad = source.states.count { !$0.allSatisfy(\.isFinite) }
    if bad > 0 { problems.append(DataProblem(.notANumber, "the state is not a number in \(bad) rows")) }
  }

  private func addPictures(
    of source: SourceEpisode, to checked: inout CheckedEpisode, _ session: PictureSession, at place: String
  ) throws {
    var pairs: [(CheckedEpisode.Camera, [Int?])] = []
    for name in cameras {
      guard let pictures = source.pictures[name] else { throw UserError("has no camera \(name)", at: place) }
      let facts = try session.facts(pictures)
      let pairing = try PicturePairing(
        rows: source.rows, times: source.times, pictures: facts, camera: name, at: place)
      checked.problems += pairing.problems
      pairs.append((.init(name: name, source: pictures, facts: facts, numbers: []), pairing.numbers))
    }
    let kept = try rowsWithPictures(pairs.map(\.1), rows: source.rows, at: place)
    checked.firstRow = kept.lowerBound
    checked.times = try times(of: source, pairs.first?.0.facts, kept, at: place)
    checked.lastActionIsMade = source.lastActionIsMade && kept.upperBound == source.rows
    checked.actions = Array(checked.actions[kept])
    if !checked.states.isEmpty { checked.states = Array(checked.states[kept]) }
    checked.cameras = pairs.map { camera, numbers in
      var camera = camera
      camera.numbers = numbers[kept].compactMap { $0 }
      return camera
    }
    checked.problems += clockProblems(checked)
  }

  /// From the first to the last row that every camera shows; between them no picture may be missing.
  private func rowsWithPictures(_ pairs: [[Int?]], rows: Int, at place: String) throws -> Range<Int> {
    let isShown = (0..<rows).map { row in pairs.allSatisfy { $0[row] != nil } }
    guard let first = isShown.firstIndex(of: true), let last = isShown.lastIndex(of: true), last > first else {
      throw UserError("has no two rows with pictures", at: place)
    }
    if let hole = (first...last).first(where: { !isShown[$0] }) {
      throw UserError("row \(hole) has no picture, but rows before and after it have", at: place)
    }
    return first..<last + 1
  }
}
