/// What was run: names and values in two columns.
public struct ReportFacts: ReportPart {
  public var heading: String
  public var facts: [(name: String, value: String)]

  public init(heading: String = "Run", facts: [(name: String, value: String)]) {
    (self.heading, self.facts) = (heading, facts)
  }

  public var html: String {
    let list = facts.map { HTML.element("dt", text: $0.name) + HTML.element("dd", text: $0.value) }.joined()
    return HTML.section(heading, HTML.element("dl", inner: list))
  }
}
