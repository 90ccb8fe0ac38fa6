import Foundation

/// A line in the list of runs.
public struct ListedRun: Equatable, Identifiable, Sendable {
  public var id: String
  public var scenario: String
  public var model: String
  public var date: Date
  /// By the score's name, such as foreground_skill .605.
  public var scores: [String: Score]
  /// The evaluation that kept it; nil: a run of its own.
  public var suite: String?

  public struct Score: Equatable, Sendable {
    public var value: Double
    public var isHigherBetter: Bool
    public init(_ value: Double, isHigherBetter: Bool = true) {
      (self.value, self.isHigherBetter) = (value, isHigherBetter)
    }
  }

  public init(
    id: String, scenario: String, model: String, date: Date, scores: [String: Score] = [:], suite: String? = nil
  ) {
    (self.id, self.scenario, self.model, self.date) = (id, scenario, model, date)
    (self.scores, self.suite) = (scores, suite)
  }
}

/// An evaluation of a suite whose episodes were kept as runs.
public struct ListedSuite: Equatable, Identifiable, Sendable {
  public var id: String
  public var title: String

  public init(id: String, title: String) { (self.id, self.title) = (id, title) }
}
