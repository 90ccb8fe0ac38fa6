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
  ///
  /// Links to folders are followed, as large recordings lie on other disks; into each folder once.
  ///
  /// - Throws: `UserError` where a folder may not be read: what lies in it would be missed.
  static func files(below folder: String, endings: Set<String>) throws -> [String] {
    var entered: Set<String> = []
    var found: [String] = []
    func enter(_ folder: String) throws {
      guard entered.insert(URL(fileURLWithPath: folder).resolvingSymlinksInPath().path).inserted else { return }
      for name in try names(in: folder) {
        let path = "\(folder)/\(name)"
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { continue }
        if isFolder.boolValue {
          try enter(path)
        } else if endings.contains((name as NSString).pathExtension.lowercased()) {
          found.append(path)
        }
      }
    }
    if FileManager.default.fileExists(atPath: folder) { try enter(folder) }
    return found.sorted()
  }

  /// A file's name without its ending.
  static func stem(_ path: String) -> String {
    ((path as NSString).lastPathComponent as NSString).deletingPathExtension
  }
}
