import Diagnostics
import Foundation
import Testing

@Suite struct NullableTests {
  private struct Figures: Codable {
    @Nullable var mean: Double?
    @Nullable var name: String?
    var note: String?
  }

  @Test func missingValuesAreWritten() throws {
    #expect(try StableJSON.text(Figures(mean: nil, name: "a", note: nil)) == #"{"mean":null,"name":"a"}"#)
  }

  @Test(arguments: [#"{"mean": null, "name": "a"}"#, #"{"name": "a"}"#])
  func missingKeysAreNull(_ text: String) throws {
    let figures = try StableJSON.value(text, as: Figures.self, at: "test")
    #expect(figures.mean == nil && figures.name == "a" && figures.note == nil)
  }

  @Test func wrongKindsAreRefused() {
    #expect(throws: UserError.self) { try StableJSON.value(#"{"mean": "x"}"#, as: Figures.self, at: "test") }
  }
}
