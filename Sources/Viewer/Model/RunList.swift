/// The list of runs as the window shows it: one suite's or those of their own, filtered and ordered.
public struct RunList {
  /// What its lines are called.
  var title = "Runs"
  public var runs: [ListedRun] = [] {
    didSet { arrange() }
  }
  public var suites: [ListedSuite] = []
  /// The lister's stamp when it was read.
  var stamp: String?
  /// The suite whose episodes are listed; nil: the runs of their own.
  private(set) var suite: ListedSuite.ID?
  private(set) var filter = ""
  private(set) var order = RunOrder.newest
  /// The score that was asked for; what worst and best are told by, if the runs have it.
  private(set) var wantedScore: String?
  /// The runs as they are listed.
  public private(set) var shown: [ListedRun] = []

  public init() {}

  /// What a list is told apart by where nobody asked for another score, the first that there is.
  private static let usualScores = ["foreground_skill", "psnr"]

  /// Names of the scores that any of the suite's runs has.
  var scoreNames: [String] { Set(ofSuite.flatMap(\.scores.keys)).sorted() }

  /// What worst and best are told by; nil where no run has a score.
  var score: String? {
    let names = scoreNames
    let wanted = [wantedScore].compactMap { $0 } + Self.usualScores
    return wanted.first { names.contains($0) } ?? names.first
  }

  private var ofSuite: [ListedRun] { runs.filter { $0.suite == suite } }

  public mutating func apply(_ action: InputAction) {
    switch action {
    case .filterRuns(let text): filter = text
    // Asked for again, an order gives way to the newest first.
    case .orderRuns(let wanted): order = wanted == order ? .newest : wanted
    case .scoreRuns(let name): wantedScore = name
    case .suite(let id):
      suite = id.flatMap { id in suites.first { $0.id == id }?.id }
      // A suite is browsed to find where a model fails.
      if suite != nil { order = .worst }
    default: break
    }
    arrange()
  }

  /// A suite that is not listed any more is not browsed any more.
  mutating func leaveDeletedSuite() {
    if let suite, !suites.contains(where: { $0.id == suite }) { apply(.suite(nil)) }
  }

  private mutating func arrange() { shown = order.arranged(ofSuite, matching: filter, by: score) }

  /// The run so many places from another; nil beyond the ends.
  func neighbour(of id: ListedRun.ID?, _ places: Int) -> ListedRun.ID? {
    guard let place = shown.firstIndex(where: { $0.id == id }) else { return shown.first?.id }
    let target = place + places
    return shown.indices.contains(target) ? shown[target].id : nil
  }

  /// The run of this name, or the only one whose name begins like that; what was given where there is none.
  func resolved(_ name: String) -> ListedRun.ID {
    if runs.contains(where: { $0.id == name }) { return name }
    let found = runs.filter { $0.id.hasPrefix(name) }
    return found.count == 1 ? found[0].id : name
  }
}
