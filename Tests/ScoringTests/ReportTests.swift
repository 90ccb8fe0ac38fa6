import Foundation
import Testing

@testable import Scoring

@Suite struct ReportTests {
  private func page() throws -> String {
    let scorer = try Stage.scorer.get()
    let table = try scorer.table(Prediction.copyLast(scorer.truth), secondTake: try Stage.secondTake.get())
    let chart = try #require(ReportChart(.psnr, of: table, rate: 10))
    let path = ReportPaths.Object(name: "cube", truth: [SIMD2(1, 2), nil, SIMD2(3, 4)], prediction: [SIMD2(1, 1)])
    return ReportPage(
      title: "push <cube> & \"ball\"", summary: "It's done",
      parts: [
        ReportScores(table: table), chart,
        ReportFilmStrip(
          heading: "Film", times: ["0.1 s", "0.2 s"],
          rows: [.init(label: "truth", pictures: [Data([1, 2, 3]), nil]), .init(label: "prediction", pictures: [])]),
        ReportPaths(xLabel: "x (px)", yLabel: "y (px)", isPicture: true, objects: [path]),
        ReportFacts(facts: [(name: "seed", value: "<script>alert(1)</script>")]),
        ReportText(heading: "Limits", paragraphs: ["a < b"]),
        ReportGrid(heading: "Board", columns: ["x"], rows: [(name: "a & b", cells: [.init("1 < 2", note: "rank 1")])]),
        ReportBars(heading: "Bars", bars: [.init(name: "skill", value: 0.5, lo: 0.4, hi: 2, truth: 1, copyLast: 0)]),
        ReportSelfTest(SelfTest([])),
      ]
    ).html
  }

  @Test func textIsEscaped() throws {
    let html = try page()
    #expect(html.contains("push &lt;cube&gt; &amp; &quot;ball&quot;"))
    #expect(!html.contains("<script"))
    #expect(HTML.escape("a\u{0}\u{85}b'") == "ab&#39;")
  }

  @Test func pageStandsAlone() throws {
    let html = try page()
    for outside in ["http:", "https:", "src=\"/", "<link", "@import", "url("] {
      #expect(!html.contains(outside), "\(outside)")
    }
    #expect(html.contains("prefers-color-scheme:dark"))
    #expect(html.contains("data:image/png;base64,AQID"))
  }

  @Test func pageIsWellFormed() throws {
    // Read as XML once the parts that only HTML leaves open are closed.
    let html = try page()
    let xml = html.replacingOccurrences(of: "<!doctype html>", with: "")
      .replacing(/<(meta|img)([^>]*)>/) { "<\($0.1)\($0.2)/>" }
    var open: [Substring] = []
    for tag in xml.matches(of: /<(\/?)([a-z0-9]+)[^>]*?(\/?)>/) {
      if tag.1.isEmpty, tag.3.isEmpty { open.append(tag.2) }
      if !tag.1.isEmpty { #expect(open.popLast() == tag.2) }
    }
    #expect(open.isEmpty)
  }

  @Test func missingValuesAreDashesWithAReason() throws {
    let gate = ReadoutGate(
      truth: .init(overlap: 0, displacement: 0, displacementShare: 0, count: 0), compressed: nil, objects: [:])
    let none = MetricValue.unmeasurable("no depth")
    let html = ReportScores(
      table: ScoreTable(
        rows: [
          .init(
            metric: .reprojection, value: none, truth: none, copyLast: none, constantVelocity: none, secondTake: nil)
        ], gate: gate)
    ).html
    #expect(html.contains("no depth"))
    #expect(!html.contains("second take</th>"))
  }

  @Test func ticksAreRoundAndCoverTheValues() {
    for values in [[0.0, 0.93], [-3.2, 41], [7, 7], [1e-5, 3e-5]] {
      let scale = ChartScale(values, from: 0, to: 100)
      #expect(scale.low <= values[0] && scale.high >= values[1])
      #expect((2...12).contains(scale.ticks.count))
    }
    #expect(ChartScale([0, 1], from: 0, to: 1).label(0.2) == "0.2")
  }

  @Test func figuresReadWell() {
    #expect(Figure.score(0.0123, .multiView) == "12.3 mm")
    #expect(Figure.score(1.5, .multiView) == "1.50 m")
    #expect(Figure.score(-0.0001, .foregroundSkill) == "0.000")
    #expect(Figure.score(-0.25, .foregroundSkill) == "−0.250")
  }

  @Test func tablesSurviveJSON() throws {
    let scorer = try Stage.scorer.get()
    let table = try scorer.table(Prediction.copyLast(scorer.truth))
    let back = try JSONDecoder().decode(ScoreTable.self, from: JSONEncoder().encode(table))
    #expect(back[.psnr]?.value == table[.psnr]?.value)
    #expect(String(decoding: try JSONEncoder().encode(MetricName.reprojection), as: UTF8.self) == "\"reprojection_px\"")
  }
}
