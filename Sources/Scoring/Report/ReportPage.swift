/// A piece of a report; its text is already escaped where it reaches `html`.
public protocol ReportPart: Sendable {
  /// A fragment that stands by itself inside a page's body.
  var html: String { get }
}

/// One page that shows how a prediction did: a single file without scripts or links, light or dark as the reader's
/// system is, on a narrow screen as on a wide one.
///
/// All text given to the parts is escaped. Pictures are embedded, so the page keeps working wherever it is moved.
public struct ReportPage: Sendable {
  public var title: String
  /// A line or two under the title: what was predicted, by which model, and how it went.
  public var summary: String
  public var parts: [any ReportPart]

  public init(title: String, summary: String = "", parts: [any ReportPart] = []) {
    (self.title, self.summary, self.parts) = (title, summary, parts)
  }

  /// The whole document.
  public var html: String {
    let heading = HTML.element("h1", text: title)
    let lead = summary.isEmpty ? "" : HTML.element("p", ["class": "lead"], text: summary)
    return """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      \(HTML.element("title", text: title))
      <style>\(ReportStyle.sheet)</style>
      </head>
      <body><main>
      <header>\(heading)\(lead)</header>
      \(parts.map(\.html).joined(separator: "\n"))
      </main></body>
      </html>

      """
  }
}

/// A headed section of paragraphs.
public struct ReportText: ReportPart {
  public var heading: String
  public var paragraphs: [String]

  public init(heading: String, paragraphs: [String]) {
    (self.heading, self.paragraphs) = (heading, paragraphs)
  }

  public var html: String {
    HTML.section(heading, paragraphs.map { HTML.element("p", text: $0) }.joined())
  }
}
