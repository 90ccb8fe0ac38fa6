import Foundation

/// Files that are either whole or absent: written under a temporary name beside their place, then renamed.
public enum AtomicFile {
  /// Runs `body` with the temporary path and renames its file to `path`; on an error nothing is left behind.
  public static func write<Result>(to path: String, _ body: (_ temporary: String) throws -> Result) throws -> Result {
    let temporary = try prepare(path)
    do {
      let result = try body(temporary)
      try move(temporary, to: path)
      return result
    } catch {
      unlink(temporary)
      throw error
    }
  }

  public static func write(_ data: Data, to path: String) throws {
    try write(to: path) { temporary in
      do {
        try data.write(to: URL(fileURLWithPath: temporary))
      } catch {
        throw UserError("cannot be written", at: path, fix: "Check the folder's permissions and free space")
      }
    }
  }

  public static func write(_ text: String, to path: String) throws {
    try write(Data(text.utf8), to: path)
  }

  /// Makes the folder of `path` and returns a hidden name beside it, for writers that rename by themselves.
  ///
  /// What killed programs left under such names, file or folder, is removed first, so that it never piles up.
  public static func prepare(_ path: String) throws -> String {
    let url = URL(fileURLWithPath: path)
    let folder = url.deletingLastPathComponent()
    try makeFolder(folder.path)
    sweep(folder, beginning: ".\(url.lastPathComponent).")
    return folder.appendingPathComponent(".\(url.lastPathComponent).\(ProcessIdentity.own).tmp").path
  }

  /// Gives a temporary file its name.
  public static func move(_ temporary: String, to path: String) throws {
    guard rename(temporary, path) == 0 else {
      throw UserError("cannot be written: \(String(cString: strerror(errno)))", at: path)
    }
  }

  /// Creates a folder with its parents, or says why not.
  public static func makeFolder(_ path: String) throws {
    do {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch {
      throw UserError("the folder cannot be created", at: path, fix: "Check the path and its permissions")
    }
  }

  /// Removes temporary files of this name whose process is gone.
  private static func sweep(_ folder: URL, beginning: String) {
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [] {
      guard name.hasPrefix(beginning), name.hasSuffix(".tmp"),
        ProcessIdentity.isGone(name.dropFirst(beginning.count).dropLast(4))
      else { continue }
      try? FileManager.default.removeItem(at: folder.appendingPathComponent(name))
    }
  }
}
