import Diagnostics
import Foundation

/// The training's curve as CSV: step, then loss or validation figures. A resumed training cuts it back to its step.
struct CurveFile {
  let path: String

  func append(step: Int, _ figures: [(name: String, value: Double)]) throws {
    var text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? "step,figure,value\n"
    for (name, value) in figures { text += "\(step),\(name),\(value)\n" }
    try AtomicFile.write(text, to: path)
  }

  /// What a figure was, from the first time on.
  func values(of figure: String) -> [Double] {
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").compactMap { line -> Double? in
      let fields = line.split(separator: ",")
      return fields.count == 3 && fields[1] == figure ? Double(fields[2]) : nil
    }
  }

  func cut(to step: Int) throws {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return }
    let kept = text.split(separator: "\n").filter { line in
      guard let at = line.split(separator: ",").first.flatMap({ Int($0) }) else { return true }
      return at <= step
    }
    try AtomicFile.write(kept.joined(separator: "\n") + "\n", to: path)
  }
}
