import Foundation
import Scoring
import Testing

@testable import Scenarios

@Suite struct PackedRowsTests {
  private struct Figures: Codable {
    @PackedRows var points: [[Double]?]
    @PackedValues var values: [Double?]
  }

  private func read(_ text: String) throws -> Figures {
    try JSONDecoder().decode(Figures.self, from: Data(text.utf8))
  }

  @Test func rowsComeBackAsTheyWere() throws {
    let figures = Figures(points: [[1.5, -2], nil, [0.25, 1e6]], values: [nil, 3, nil, -0.5])
    let back = try JSONDecoder().decode(Figures.self, from: JSONEncoder().encode(figures))
    #expect(back.points == figures.points)
    #expect(back.values == figures.values)
  }

  @Test func rowsOfUnequalLengthKeepTheirs() throws {
    let figures = Figures(points: [[1, 2], [3, 4, 5, 6]], values: [])
    let back = try JSONDecoder().decode(Figures.self, from: JSONEncoder().encode(figures))
    #expect(back.points == figures.points)
    #expect(back.values.isEmpty)
  }

  @Test func listsOfOlderProgramsAreRead() throws {
    let figures = try read(#"{"points": [[1, 2], null], "values": [null, 4]}"#)
    #expect(figures.points == [[1, 2], nil])
    #expect(figures.values == [nil, 4])
  }

  /// Two rows of 1, 2 and 3, 4, packed by hand with Python's `struct` and `base64`.
  @Test func theStringIsLittleEndian() throws {
    #expect(try read(#"{"points": "2:AACAPwAAAEAAAEBAAACAQA==", "values": []}"#).points == [[1, 2], [3, 4]])
  }

  @Test(arguments: [
    "2", "x:AACAPw==", "0:AACAPw==", "65:AACAPw==", "2:AACAPw==", "1:!!!!", "1:AACA", ":", "-1:AACAPw==",
  ])
  func nonsenseIsRefused(_ text: String) {
    #expect(throws: DecodingError.self) { try read(#"{"points": "\#(text)", "values": []}"#) }
    #expect(throws: DecodingError.self) { try read(#"{"points": [], "values": "\#(text)"}"#) }
  }

  @Test(arguments: [[Double.nan], [1, .infinity], [1e300], [], [Double](repeating: 0, count: 65)])
  func whatCannotBeReadBackIsNotWritten(_ row: [Double]) {
    #expect(throws: EncodingError.self) { try JSONEncoder().encode(Figures(points: [[1, 2], row], values: [])) }
  }

  @Test func contactsOfOlderProgramsAreRead() throws {
    let text = #"[{"camera": 0, "frame": 3, "x": 1.5, "y": 2, "force": 9}]"#
    let contacts = try JSONDecoder().decode(RunView.Contacts.self, from: Data(text.utf8))
    #expect(contacts.at(camera: 0, frame: 3).map(\.force) == [9])
    let again = try JSONDecoder().decode(RunView.Contacts.self, from: JSONEncoder().encode(contacts))
    #expect(again.at(camera: 0, frame: 3).map(\.x) == [1.5])
  }

  @Test func contactsAreFoundByCameraAndFrame() {
    let contacts = RunView.Contacts(rows: [
      [0, 2, 10, 11, 1], [0, 2, 12, 13, 2], [0, 5, 14, 15, 3], [1, 2, 16, 17, 4],
    ])
    #expect(contacts.at(camera: 0, frame: 2).map(\.force) == [1, 2])
    #expect(contacts.at(camera: 0, frame: 5).map(\.x) == [14])
    #expect(contacts.at(camera: 1, frame: 2).map(\.y) == [17])
    #expect(contacts.at(camera: 0, frame: 3).isEmpty)
    #expect(contacts.at(camera: 2, frame: 0).isEmpty)
    #expect(contacts.isSound)
    #expect(!RunView.Contacts(rows: [[0, 1]]).isSound)
    #expect(!RunView.Contacts(rows: [[0, 5, 1, 1, 1], [0, 2, 1, 1, 1]]).isSound)
  }
}
