import Diagnostics
import Foundation

/// Where an import may write.
public enum ImportPlace {
  /// Refuses folders that lie in the recording, or in which it lies: the files of both would be taken for one another's.
  ///
  /// Links and `..` are followed, also of folders that are yet to be made.
  ///
  /// - Throws: `UserError` that names `--out`.
  public static func refuseOverlap(of recording: String, with folders: [String]) throws {
    let source = real(recording)
    for folder in folders {
      let out = real(folder)
      guard out.starts(with: source) || source.starts(with: out) else { continue }
      let what =
        out == source
        ? "\(folder) is the recording itself"
        : out.starts(with: source) ? "\(folder) lies in the recording" : "the recording lies in \(folder)"
      throw UserError(what, at: "--out", fix: "Choose a folder beside it")
    }
  }

  /// The parts of a path as the file system knows it.
  private static func real(_ path: String) -> [String] {
    var known = URL(fileURLWithPath: path).pathComponents
    var missing: [String] = []
    while known.count > 1 {
      if let found = realpath(NSString.path(withComponents: known), nil) {
        defer { free(found) }
        return joined(URL(fileURLWithPath: String(cString: found)).pathComponents, missing)
      }
      missing.insert(known.removeLast(), at: 0)
    }
    return known + missing
  }

  /// Goes on from a folder to what is not there, or is only reached by going back from it.
  private static func joined(_ folder: [String], _ missing: [String]) -> [String] {
    guard missing.contains("..") else { return folder + missing }
    let parts = missing.reduce(into: folder) { parts, name in
      if name == ".." { parts.removeLast(parts.count > 1 ? 1 : 0) } else { parts.append(name) }
    }
    return real(NSString.path(withComponents: parts))
  }
}
