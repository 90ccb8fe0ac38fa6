import Foundation
import TestSupport
import Testing

/// A mistake somewhere in a workplace, and what the program must say to it.
struct Mistake: Sendable, CustomTestStringConvertible {
  var name: String
  var arguments = Mistake.run
  /// Parts of the one error.
  var says: [String]
  var make: @Sendable (Workplace) throws -> Void

  var testDescription: String { name }

  static let run = ["run", "scenario.yaml", "--headless", "--json", "--store", "store"]
  static let check = ["model", "check", "model", "--json"]
  static let evaluate = ["evaluate", "suite.yaml", "--json", "--store", "store"]

  /// A scenario's line that is not as it must be.
  static func scenario(_ old: String, _ new: String, _ says: String...) -> Mistake {
    Mistake(name: "scenario: \(new)", says: ["scenario.yaml"] + says) { try $0.change("scenario.yaml", old, new) }
  }

  static func settings(_ old: String, _ new: String, _ says: String...) -> Mistake {
    Mistake(name: "model.yaml: \(new)", arguments: check, says: says) { try $0.change("model/model.yaml", old, new) }
  }

  /// Actions in a file.
  static func actions(_ text: String, as file: String = "a.csv", _ says: String...) -> Mistake {
    Mistake(name: "actions: \(file) \(text.prefix(20))", says: [file] + says) { place in
      try place.write(text, to: file)
      try place.change("scenario.yaml", "actions: recorded", "actions: {file: \(file)}")
    }
  }

  static func suite(_ text: String, _ says: String...) -> Mistake {
    Mistake(name: "suite: \(text)", arguments: evaluate, says: says) { place in
      try place.write("schema: 1\n\(text)\n", to: "suite.yaml")
    }
  }
}

@Suite(.enabled(if: Program.exists, "the program is not built")) struct BadInputTests {
  /// One error on standard error, exit 2, nothing on standard output, nothing left behind.
  @Test(arguments: weightMistakes + settingMistakes + scenarioMistakes + dataMistakes + storeMistakes + usageMistakes)
  func eachMistakeIsOneClearError(_ mistake: Mistake) throws {
    let place = try Workplace()
    defer { place.remove() }
    try mistake.make(place)
    let outcome = try Program.run(mistake.arguments, in: place.folder)
    #expect(outcome.code == 2, "\(outcome.errors)")
    #expect(outcome.output.isEmpty)
    #expect(outcome.complaints.count == 1, "\(outcome.errors)")
    for part in mistake.says { #expect(outcome.complaints.first?.contains(part) == true, "\(outcome.errors)") }
    #expect(place.leftovers.isEmpty)
    #expect(place.runs.isEmpty)
  }

  @Test func actionsOutOfRangeAreClampedWithAWarning() throws {
    let place = try Workplace()
    defer { place.remove() }
    try place.write("yaw,lift\r\n9,0.5\r\n0,0.5\r\n", to: "a.csv")
    try place.change("scenario.yaml", "actions: recorded", "actions: {file: a.csv}")
    let outcome = try Program.run(Mistake.run, in: place.folder)
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.errors.contains("warning: yaw is outside -1.5 … 1.5 in 1 actions"))
    #expect(outcome.errors.contains("clamped"))
    #expect(outcome.output.hasPrefix("{"))
  }

  @Test func aModelIsDescribedAsJSON() throws {
    let place = try Workplace()
    defer { place.remove() }
    for command in ["info", "check"] {
      let outcome = try Program.run(["model", command, "model", "--json"], in: place.folder)
      let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
      #expect((object?["action_contract"] as? [Any])?.count == 2)
      let configuration = object?["configuration"] as? [String: Any]
      #expect((configuration?["dynamics"] as? [String: Any])?["width"] as? Int == 16)
      #expect((object?["training"] as? [String: Any])?["steps"] as? Int == 0)
      #expect(object?["parameters"] as? Int ?? 0 > 1000)
    }
  }

  @Test(arguments: [0, 1, 8, 40]) func aFullDiskIsOneClearErrorAndLeavesNothing(blocks: Int) throws {
    let place = try Workplace()
    defer { place.remove() }
    let outcome = try Program.run(Mistake.run, in: place.folder, blocks: blocks)
    #expect(outcome.code == 2, "\(outcome.errors)")
    #expect(outcome.output.isEmpty)
    #expect(outcome.complaints.count == 1, "\(outcome.errors)")
    #expect(place.leftovers.isEmpty)
    #expect(place.runs.isEmpty)
    // With space again, all is well.
    #expect(try Program.run(Mistake.run, in: place.folder).code == 0)
    #expect(place.runs.count == 1)
  }
}
