extension ActionContract {
  /// The contract as YAML, each line indented by `indent` spaces, for `model.yaml` and for users to correct.
  public func yaml(indent: Int = 0) -> String {
    var lines = [
      "robot: \(Self.quoted(robot))", "frame: \(Self.quoted(frame))", "rotation: \(Self.quoted(rotation))",
      "rate: \(rate)", "clamp: \(clamp.rawValue)",
    ]
    if let origin { lines.append("origin: \(Self.quoted(origin))") }
    lines.append("dimensions:")
    for d in dimensions {
      var fields = ["name: \(Self.quoted(d.name))", "unit: \(Self.quoted(d.unit))", "kind: \(d.kind.rawValue)"]
      if let opens = d.opens { fields.append("opens: \(opens)") }
      fields += ["q01: \(d.q01)", "q99: \(d.q99)"]
      if let lower = d.lower { fields.append("lower: \(lower)") }
      if let upper = d.upper { fields.append("upper: \(upper)") }
      if let span = d.span { fields.append("span: \(span)") }
      lines.append("  - {\(fields.joined(separator: ", "))}")
    }
    let margin = String(repeating: " ", count: indent)
    return lines.map { margin + $0 + "\n" }.joined()
  }

  /// A name as YAML: names come from users' data and may hold anything.
  public static func quoted(_ text: String) -> String {
    let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    return "\"\(escaped)\""
  }
}
