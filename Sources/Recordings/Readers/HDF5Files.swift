import Diagnostics
import Episodes
import Foundation

/// The HDF5 files at a path: it itself, or those in the folder.
struct HDF5Files: Sendable {
  private(set) var opened: [EpisodeFile] = []
  /// Why the others cannot be read, by their paths.
  private(set) var failures: [String: UserError] = [:]
  /// True where episodes of several files need the files' names to be told apart.
  let areSeveral: Bool

  /// - Throws: `UserError` where there is no file, or none that can be read.
  init(_ path: String) throws {
    var isFolder: ObjCBool = false
    _ = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
    guard isFolder.boolValue else {
      areSeveral = false
      opened = [try EpisodeFile(path: path)]
      return
    }
    let found = try FolderListing.names(in: path).filter {
      ["hdf5", "h5"].contains(($0 as NSString).pathExtension.lowercased())
    }
    guard !found.isEmpty else { throw UserError("holds no .hdf5 files", at: path) }
    areSeveral = found.count > 1
    for file in found.map({ "\(path)/\($0)" }) {
      // One damaged file must not hide the others' episodes.
      do { opened.append(try EpisodeFile(path: file)) } catch let error as UserError { failures[file] = error }
    }
    if let first = failures.sorted(by: { $0.key < $1.key }).first, opened.isEmpty { throw first.value }
  }
}
