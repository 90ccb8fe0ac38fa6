import Testing

@testable import Viewer

@Suite struct MessageTextTests {
  /// Every letter is ten wide.
  private func lines(_ text: String, width: Float) -> [String] {
    MessageText(text, width: width) { Float($0.count) * 10 }.lines
  }

  @Test func shortTextsStayAsTheyAre() {
    #expect(lines("Saved a.png", width: 200) == ["Saved a.png"])
    #expect(lines("", width: 200).isEmpty)
    #expect(lines("one two three four", width: 100) == ["one two", "three four"])
  }

  @Test func longPathsLoseTheirMiddleAndTheReasonStays() {
    let path = "/data/store/" + String(repeating: "deep/", count: 40) + "sample-0.mkv"
    let text = "Run 197 cannot be opened: \(path): the predictions are missing. Run it again"
    let lines = lines(text, width: 400)
    #expect(lines.count <= MessageText.limit && lines.allSatisfy { $0.count <= 40 })
    let shown = lines.joined(separator: " ")
    #expect(shown.hasPrefix("Run 197 cannot be opened: /data/"))
    #expect(shown.hasSuffix("the predictions are missing. Run it again"))
    #expect(shown.contains("…"))
  }

  @Test(arguments: [120, 400, 900] as [Float], [1, 30, 400, 20_000])
  func whatIsTooLongKeepsItsEnds(width: Float, count: Int) {
    let text = "First " + String(repeating: "and then something else happened ", count: count) + "at the very end"
    let lines = lines(text, width: width)
    #expect(lines.count <= MessageText.limit && lines.allSatisfy { Float($0.count) * 10 <= width })
    #expect(lines.first?.hasPrefix("First") == true && lines.last?.hasSuffix("end") == true)
  }

  @Test func wordsLongerThanALineAreBroken() {
    let lines = Lettering.wrapped("a " + String(repeating: "b", count: 25), to: 100) { Float($0.count) * 10 }
    #expect(lines == ["a", "bbbbbbbbbb", "bbbbbbbbbb", "bbbbb"])
    #expect(Lettering.wrapped("abc", to: 0) { Float($0.count) * 10 } == ["a", "b", "c"])
  }
}
