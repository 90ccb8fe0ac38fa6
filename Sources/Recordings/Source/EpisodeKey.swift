import Diagnostics

/// Which episode of a recording: its number where it has one, else its name.
public enum EpisodeKey: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
  case number(Int)
  case name(String)

  /// A text of digits alone is a number, however many zeros it begins with.
  public init(_ text: String) {
    let isNumber = !text.isEmpty && text.allSatisfy { $0.isASCII && $0.isNumber }
    self = isNumber ? Int(text).map(EpisodeKey.number) ?? .name(text) : .name(text)
  }

  public var description: String {
    switch self {
    case .number(let value): "\(value)"
    case .name(let text): text
    }
  }

  public init(from decoder: any Decoder) throws {
    let one = try decoder.singleValueContainer()
    if let number = try? one.decode(Int.self) {
      self = .number(number)
    } else {
      self = .name(try one.decode(String.self))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var out = encoder.singleValueContainer()
    switch self {
    case .number(let value): try out.encode(value)
    case .name(let text): try out.encode(text)
    }
  }

  /// Numbers in their order, before names in theirs.
  public static func < (a: EpisodeKey, b: EpisodeKey) -> Bool {
    switch (a, b) {
    case (.number(let x), .number(let y)): x < y
    case (.name(let x), .name(let y)): x < y
    case (.number, .name): true
    case (.name, .number): false
    }
  }
}

extension UserError {
  /// Why an episode is skipped: the error without the place that the line begins with anyway.
  func reason(of key: EpisodeKey) -> String {
    place == "episode \(key)" ? UserError(what, fix: fix).description : description
  }
}
