import Foundation
import Glibc

/// What the file system knows of a file.
public enum FileFacts {
  /// Bytes; nil where there is no such file.
  public static func size(_ path: String) -> Int? {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : nil
  }

  /// - Throws: `UserError` for a device, such as `/dev/zero`, which has no end.
  static func refuseDevice(_ path: String) throws {
    var status = stat()
    guard stat(path, &status) == 0 else { return }
    if [S_IFCHR, S_IFBLK].contains(status.st_mode & S_IFMT) {
      throw UserError("is a device, not a file", at: path, fix: "Check the path")
    }
  }

  /// That there is a plain file which this user may read: opening a pipe would wait for ever.
  ///
  /// - Parameter kind: what belongs there, such as `table`.
  /// - Throws: `UserError` that says what is in the way.
  public static func requireReadable(_ path: String, as kind: String) throws {
    var status = stat()
    guard stat(path, &status) == 0 else {
      guard errno != EACCES else {
        throw UserError("lies in a folder that may not be entered", at: path, fix: "Check the folder's permissions")
      }
      throw UserError("there is no such \(kind)", at: path, fix: "Check the path")
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw UserError(
        "is \(status.st_mode & S_IFMT == S_IFDIR ? "a folder" : "no plain file"), not a \(kind)", at: path)
    }
    guard access(path, R_OK) == 0 else {
      throw UserError("may not be read by this user", at: path, fix: "Check its permissions")
    }
  }

  /// Whether there is a file, no folder, that this user may read.
  public static func isReadableFile(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
      && FileManager.default.isReadableFile(atPath: path)
  }
}
