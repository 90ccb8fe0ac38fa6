import Configuration
import Episodes
import Foundation
import TensorCore
import Testing
import WorldModel

/// What becomes -1 and 1 of an action.
@Suite struct ActionScaleTests {
  private let contract = ActionContract(
    robot: "toy", frame: "joint", rotation: "none", rate: 10, clamp: .warn,
    dimensions: [
      .init(name: "elbow", unit: "rad", kind: .jointPosition, q01: -1, q99: 3),
      .init(name: "left", unit: "rad", kind: .jointPosition, q01: 0.5, q99: 0.7),
      .init(name: "gripper", unit: "m", kind: .gripper, opens: 1, q01: 0, q99: 0.03),
    ])

  private func told(_ contract: ActionContract) -> [Float] {
    ActionChunks.make([[-1, 0.5, 0], [3, 0.7, 0.03], [1, 0.6, 0.015]], contract: contract, group: 3, count: 2)
      .rows(1..<2).floats()
  }

  private func expect(_ values: [Float], _ wanted: [Float]) {
    #expect(values.count == wanted.count)
    for (value, want) in zip(values, wanted) { #expect(abs(value - want) < 1e-6, "\(values)") }
  }

  @Test func withoutSpansItIsEachDimensionsQuantiles() {
    expect(told(contract), [-1, -1, -1, 1, 1, 1, 0, 0, 0])
  }

  /// The joint that moves by .2 rad is told a tenth as large; the one that moves by 4 and the other unit stay.
  @Test func aSpanKeepsWhatHardlyMovesSmall() {
    let wide = contract.spanning(atLeast: ["rad": 2])
    #expect(wide.dimensions.map(\.span) == [nil, 2, nil])
    expect(told(wide), [-1, -0.1, -1, 1, 0.1, 1, 0, 0, 0])
    // One that spans more already keeps what it has.
    #expect(wide.spanning(atLeast: ["rad": 1]) == wide)
    #expect(wide.spanning(atLeast: ["rad": 3]).dimensions.map(\.span) == [nil, 3, nil])
  }

  @Test func spansAreKeptInFiles() throws {
    let wide = contract.spanning(atLeast: ["m": 0.1, "rad": 2])
    #expect(try ActionContract(SettingsNode(text: wide.yaml(), file: "m.yaml")) == wide)
    #expect(try JSONDecoder().decode(ActionContract.self, from: JSONEncoder().encode(wide)) == wide)
    // As programs wrote it that knew none.
    #expect(!contract.yaml().contains("span"))
    let none = contract.yaml().replacing("q01: 0.5,", with: "span: 0, q01: 0.5,")
    #expect(throws: (any Error).self) { try ActionContract(SettingsNode(text: none, file: "m.yaml")) }
  }

  /// It says how a network is told the numbers, not what they mean: limits and differences are as before.
  @Test func spansChangeNoMeaning() {
    let wide = contract.spanning(atLeast: ["rad": 9])
    #expect(wide.differences(from: contract).isEmpty)
    #expect(wide.dimensions.map(\.range) == contract.dimensions.map(\.range))
  }
}
