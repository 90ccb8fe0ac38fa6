import Configuration
import Diagnostics

extension ActionContract {
  /// Reads a contract as `model.yaml` and data sets' YAML hold it.
  public init(_ node: SettingsNode) throws {
    try node.allowOnly(["robot", "frame", "rotation", "rate", "clamp", "origin", "dimensions"])
    self.init(
      robot: try node.required("robot").string(), frame: try node.required("frame").string(),
      rotation: try node.required("rotation").string(), rate: try node.required("rate").double(in: 0.01...10_000),
      clamp: try node.required("clamp").word(),
      dimensions: try node.required("dimensions").list(count: 1...1024).map(Dimension.init),
      origin: try node.optional("origin")?.string())
    var known: Set<String> = []
    for (i, dimension) in dimensions.enumerated() where !known.insert(dimension.name).inserted {
      throw node.error("has two dimensions called \"\(dimension.name)\", the second as number \(i)")
    }
  }
}

extension ActionContract.Dimension {
  init(_ node: SettingsNode) throws {
    try node.allowOnly(["name", "unit", "kind", "opens", "q01", "q99", "lower", "upper", "span"])
    self.init(
      name: try node.required("name").string(), unit: try node.optional("unit")?.text() ?? "",
      kind: try node.required("kind").word(), opens: try node.optional("opens")?.int(in: -1...1),
      q01: try node.required("q01").double(in: Self.values), q99: try node.required("q99").double(in: Self.values),
      lower: try node.optional("lower")?.double(in: Self.values),
      upper: try node.optional("upper")?.double(in: Self.values),
      span: try node.optional("span")?.double(in: 1e-6...1e6))
    guard q99 > q01 else { throw node.error("has q99 \(q99), which is not above q01 \(q01)") }
    if let lower, let upper, lower > upper {
      throw node.error("has the lower limit \(lower) above the upper, \(upper)")
    }
    guard opens != 0 else {
      throw node.error("`opens` is 0: 1 where larger values open the gripper, -1 where they close it")
    }
  }

  /// Far beyond any robot's units, and well within what a 32-bit number tells apart.
  private static let values = -1e9...1e9
}
