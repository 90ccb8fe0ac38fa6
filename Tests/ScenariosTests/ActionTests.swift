import Diagnostics
import Foundation
import NumPyFiles
import Testing

@testable import Scenarios

private func temporary(_ name: String, _ data: Data) throws -> URL {
  let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString)-\(name)")
  try data.write(to: file)
  return file
}

@Suite struct ActionTests {
  @Test func csvAndNumPyGiveTheSameRows() throws {
    let csv = try temporary("a.csv", Data("yaw, lift\n0.5, 1\n\n-2,3e-1\n".utf8))
    var archive = NumPyArchive()
    archive.append("actions", NumPyArray(shape: [2, 2], [Float(0.5), 1, -2, 0.3]))
    let npz = try temporary("a.npz", Data(archive.zip))
    let rows: [[Float]] = [[0.5, 1], [-2, 0.3]]
    #expect(try ActionTable(.file(csv), names: ["yaw", "lift"]).rows == rows)
    #expect(try ActionTable(.file(npz), names: ["yaw", "lift"]).rows == rows)
    #expect(try ActionTable(.list(rows), names: ["yaw", "lift"]).rows == rows)
  }

  @Test(arguments: [
    ("1,2\n3\n", "row 2 has 1 numbers; the robot takes 2"),
    ("1,2\n3,x\n", ":2: \"x\" is not a number"),
    ("1,nan\n", "row 1 holds NaN or infinity"),
    ("", "holds no actions"),
    ("yaw,grip\n1,2\n", "the robot has no action \"grip\""),
    ("yaw,yaw\n1,2\n", "or not so many"),
    ("O.5,l\n1,2\n", "Name the columns yaw,lift, or leave the names out"),
    ("yaw;lift\n1;2\n", "not separated by commas"),
  ])
  func brokenTablesSayWhere(text: String, message: String) throws {
    let file = try temporary("b.csv", Data(text.utf8))
    let error = #expect(throws: UserError.self) { try ActionTable(.file(file), names: ["yaw", "lift"]) }
    #expect(error?.description.contains(message) == true, "\(String(describing: error))")
  }

  /// Columns that are named belong to what they name.
  @Test func namedColumnsAreTakenInTheRobotsOrder() throws {
    let file = try temporary("n.csv", Data("lift,yaw\n1,0.5\n3,-2\n".utf8))
    #expect(try ActionTable(.file(file), names: ["yaw", "lift"]).rows == [[0.5, 1], [-2, 3]])
  }

  @Test func anArchiveWithoutActionsListsWhatItHolds() throws {
    var archive = NumPyArchive()
    for name in ["states", "images"] { archive.append(name, NumPyArray(shape: [1], [Float(0)])) }
    let file = try temporary("c.npz", Data(archive.zip))
    let error = #expect(throws: UserError.self) { try ActionTable(.file(file), names: ["yaw"]) }
    #expect(error?.fix == "It holds states, images")
  }

  @Test func counterfactualsAgreeWithTheScenarioUpToTheHorizon() {
    let actions: [[Float]] = (0..<8).map { [Float($0)] }
    let partner: [[Float]] = (0..<8).map { [Float(100 + $0)] }
    let hold = Counterfactual.actions(.hold, of: actions, partner: [], context: 3)
    #expect(hold == [[0], [1], [1], [1], [1], [1], [1], [1]])
    let other = Counterfactual.actions(.shuffled, of: actions, partner: partner, context: 3)
    #expect(other[0..<2] == actions[0..<2])
    // Blended in over three frames from the held target, then the partner's own.
    #expect(Array(other[2...4]) == [[26.25], [52], [78.25]])
    #expect(other[5...] == partner[5...])
  }

  @Test func aToolPathIsAsFarAwayAsItIs() {
    let a = [[0.0, 0, 0], [0, 0, 0], [0, 0, 0]]
    let b = [[9.0, 9, 9], [0.03, 0, 0.04], [0, 0.15, 0]]
    #expect(abs(ToolPath.distance(a, b, from: 1) - 0.1) < 1e-12)
  }
}
