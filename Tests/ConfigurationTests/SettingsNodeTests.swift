import Configuration
import Diagnostics
import Testing

private enum Colour: String, CaseIterable { case red, blue }

private func settings(_ text: String) throws -> SettingsNode { try SettingsNode(text: text, file: "s.yaml") }

@Suite struct SettingsNodeTests {
  @Test func valuesComeBackTyped() throws {
    let root = try settings("a: 3\nb: 1.5\nc: [1, 2, 3]\nd: {e: text}\nf: true\n")
    #expect(try root.required("a").int() == 3)
    #expect(try root.required("a").double() == 3)
    #expect(try root.required("b").double() == 1.5)
    #expect(try root.required("c").doubles(count: 3) == [1, 2, 3])
    #expect(try root.required("d").required("e").string() == "text")
    #expect(try root.required("f").bool())
    #expect(try root.optional("absent") == nil)
  }

  @Test(arguments: [
    ("a: x\n", "s.yaml:1:4: `a` must be a whole number, not \"x\""),
    ("b: 1\na: 99\n", "s.yaml:2:4: `a` is 99, outside 0 to 9"),
    ("b: 1\n", "s.yaml:1:1: the key `a` is missing"),
  ])
  func mistakesNameLineAndColumn(text: String, message: String) throws {
    let error = #expect(throws: UserError.self) { try settings(text).required("a").int(in: 0...9) }
    #expect(error?.description == message)
  }

  @Test func anUnknownKeySuggestsTheNearest() throws {
    let error = #expect(throws: UserError.self) {
      try settings("steps: 1\nsampels: 2\n").allowOnly(["steps", "samples"])
    }
    #expect(error?.description == "s.yaml:2:1: unknown key `sampels`. Did you mean `samples`?")
  }

  @Test func anUnknownWordListsTheChoices() throws {
    let error = #expect(throws: UserError.self) { try settings("c: purple\n").required("c").word(Colour.self) }
    #expect(error?.fix == "One of: red, blue")
  }

  @Test(arguments: ["a: [1, 2\n", "a: b: c\n", "a: 1\na: 2\n", "\"unclosed\n", "a: {b\n"])
  func brokenYAMLIsOneErrorWithAPlace(text: String) throws {
    let error = #expect(throws: UserError.self) { _ = try settings(text) }
    #expect(error?.place.hasPrefix("s.yaml:") == true)
  }

  @Test func anEmptyFileIsAnError() {
    #expect(throws: UserError.self) { _ = try settings("") }
  }
}
