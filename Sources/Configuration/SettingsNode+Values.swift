import Diagnostics
import Foundation
import Yams

extension SettingsNode {
  /// A whole number inside `range`.
  public func int(in range: ClosedRange<Int> = .min ... .max) throws -> Int {
    guard let value = node.int else { throw error("must be a whole number, not \(shown)") }
    guard range.contains(value) else {
      throw error("is \(value), outside \(SettingsNode.describe(range))")
    }
    return value
  }

  /// A seed: a whole number from 0.
  public func seed() throws -> UInt64 { UInt64(try int(in: 0 ... .max)) }

  /// A finite number inside `range`.
  public func double(in range: ClosedRange<Double> = -Double.greatestFiniteMagnitude ... .greatestFiniteMagnitude)
    throws
    -> Double
  {
    guard let value = node.float ?? node.int.map(Double.init), value.isFinite else {
      throw error("must be a finite number, not \(shown)")
    }
    guard range.contains(value) else {
      throw error("is \(value), outside \(range.lowerBound) ... \(range.upperBound)")
    }
    return value
  }

  public func bool() throws -> Bool {
    guard let value = node.bool else { throw error("must be true or false, not \(shown)") }
    return value
  }

  public func string() throws -> String {
    guard case .scalar(let scalar) = node, !scalar.string.isEmpty else { throw error("must be text, not \(shown)") }
    return scalar.string
  }

  /// Text that may be empty.
  public func text() throws -> String {
    guard case .scalar(let scalar) = node else { throw error("must be text, not \(shown)") }
    return scalar.string
  }

  /// One of a closed set of words; the message lists them and names the nearest.
  public func word<T: RawRepresentable & CaseIterable>(_: T.Type = T.self) throws -> T where T.RawValue == String {
    let text = try string()
    if let value = T(rawValue: text) { return value }
    let words = T.allCases.map(\.rawValue)
    throw error("is \"\(text)\"", fix: SettingsNode.suggestion(for: text, among: words))
  }

  /// The elements of a list.
  public func list(count: ClosedRange<Int> = 0 ... .max) throws -> [SettingsNode] {
    guard case .sequence(let sequence) = node else { throw error("must be a list, not \(shown)") }
    guard count.contains(sequence.count) else {
      throw error("has \(sequence.count) entries; \(SettingsNode.describe(count)) are wanted")
    }
    return sequence.enumerated().map { SettingsNode(node: $1, file: file, path: "\(path)[\($0)]") }
  }

  public func doubles(count: Int) throws -> [Double] { try list(count: count...count).map { try $0.double() } }

  public func strings() throws -> [String] { try list().map { try $0.string() } }

  public var isMapping: Bool { node.mapping != nil }
  public var isScalar: Bool { node.scalar != nil }
  public var isList: Bool { node.sequence != nil }

  /// The folder of the file it stands in.
  public var folder: URL { URL(fileURLWithPath: file).deletingLastPathComponent().standardizedFileURL }

  /// A path, taken relative to the folder of the file it stands in.
  public func url() throws -> URL {
    let text = try string()
    return (text.hasPrefix("/") ? URL(fileURLWithPath: text) : folder.appendingPathComponent(text)).standardizedFileURL
  }

  private var shown: String {
    switch node {
    case .scalar(let scalar): return scalar.string.isEmpty ? "nothing" : "\"\(scalar.string)\""
    case .mapping: return "a mapping"
    case .sequence: return "a list"
    case .alias: return "an alias"
    }
  }

  private static func describe(_ range: ClosedRange<Int>) -> String {
    switch (range.lowerBound, range.upperBound) {
    case (let low, .max): return "\(low) or more"
    case (let low, let high) where low == high: return "\(low)"
    case (let low, let high): return "\(low) to \(high)"
    }
  }
}
