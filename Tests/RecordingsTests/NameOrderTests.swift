import Foundation
import Testing

@testable import Recordings

/// Names in a mapping stand in the file's order, whatever the alphabet says.
@Suite struct NameOrderTests {
  @Test(arguments: [
    (#"{"right": ["r0", "r1"], "left": ["l0"]}"#, ["r0", "r1", "l0"]),
    (#"{"right": {"wrist": ["w"], "arm": ["a"]}, "left": ["l"]}"#, ["w", "a", "l"]),
    (#"{ "b" : [ "x" , "\u00e9\"" ] , "a" : [ "z" ] }"#, ["x", "é\"", "z"]),
    (#"{"gripper": 2, "elbow": 1, "shoulder": 0}"#, ["shoulder", "elbow", "gripper"]),
    (#"["c", "b", "a"]"#, ["c", "b", "a"]),
  ]) func theFirstNumberHasTheFirstName(_ names: String, _ wanted: [String]) throws {
    try Scratch.inFolder { folder in
      try LeRobotFixture(episodes: 1, names: names).write(to: folder)
      let facts = try Recording.open(folder).facts
      #expect(facts.actionNames == wanted && facts.stateNames == wanted)
    }
  }

  @Test(arguments: ["", "{", "[1,", #"{"a" 1}"#, #"{"a": "b"#, "nope]", #"{"a": \"#])
  func whatIsNoJSONDoesNotCrash(_ text: String) {
    _ = OrderedJSON(Data(text.utf8))?.texts
  }
}
