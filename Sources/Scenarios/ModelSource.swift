import Configuration
import Diagnostics
import Foundation
import Scoring

/// What predicts: a trained model's folder, or a baseline.
public enum ModelSource: Hashable, Sendable {
  case folder(URL)
  case baseline(Baseline)

  private static let prefix = "baseline/"

  /// For records and messages: the folder's path, or such as `baseline/copy-last`.
  public var path: String {
    switch self {
    case .folder(let url): url.path
    case .baseline(let baseline): Self.prefix + baseline.rawValue
    }
  }

  /// As on a command line, relative to the working folder.
  ///
  /// - Throws: `UserError` where there is no such baseline.
  public init(argument: String) throws {
    do {
      self = try Self.baseline(in: argument) ?? .folder(URL(fileURLWithPath: argument))
    } catch let error as UserError {
      throw UserError(error.what, at: "--model", fix: error.fix)
    }
  }

  /// As in a file, relative to its folder.
  public init(_ node: SettingsNode) throws {
    do {
      self = try Self.baseline(in: try node.string()) ?? .folder(try node.url())
    } catch let error as UserError where error.place.isEmpty {
      throw node.error(error.what, fix: error.fix)
    }
  }

  private static func baseline(in text: String) throws -> Self? {
    guard text.hasPrefix(prefix) else { return nil }
    guard let baseline = Baseline(rawValue: String(text.dropFirst(prefix.count))) else {
      let known = Baseline.allCases.map { prefix + $0.rawValue }.joined(separator: ", ")
      throw UserError("there is no \(text)", fix: "The baselines are \(known)")
    }
    return .baseline(baseline)
  }
}
