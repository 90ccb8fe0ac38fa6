import Diagnostics
import Foundation

/// Names in folders, in a fixed order.
enum FolderListing {
  /// Names directly in a folder, sorted; hidden ones left out.
  static func names(in folder: String) throws -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder).filter { !$0.hasPrefix(".") }.sorted()
    } catch {
      throw UserError("the folder cannot be read", at: folder, fix: "Check the path and its permissions")
    }
  }

  /// Paths of the files below a folder with one of the endings, sorted; empty where the folder is missing.
  static func files(below folder: String, endings: Set<String>) -> [String] {
    guard let all = FileManager.default.enumerator(atPath: folder) else { return [] }
    let found = all.compactMap { $0 as? String }.filter { path in
      endings.contains((path as NSString).pathExtension.lowercased())
        && !(path as NSString).lastPathComponent.hasPrefix(".")
    }
    return found.sorted().map { "\(folder)/\($0)" }
  }

  /// A file's name without its ending.
  static func stem(_ path: String) -> String {
    ((path as NSString).lastPathComponent as NSString).deletingPathExtension
  }
}
