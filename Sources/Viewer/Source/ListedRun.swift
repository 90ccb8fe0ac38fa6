import Foundation

/// A line in the list of runs.
public struct ListedRun: Equatable, Identifiable, Sendable {
  public var id: String
  public var scenario: String
  public var model: String
  public var date: Date
  /// The scores worth showing in a list, the most important first, such as foreground skill .605.
  public var headline: [Headline]

  public struct Headline: Equatable, Sendable {
    public var name: String
    public var value: Double
    public init(_ name: String, _ value: Double) { (self.name, self.value) = (name, value) }
  }

  public init(id: String, scenario: String, model: String, date: Date, headline: [Headline] = []) {
    (self.id, self.scenario, self.model, self.date, self.headline) = (id, scenario, model, date, headline)
  }
}
