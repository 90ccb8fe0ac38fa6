import Diagnostics
import Foundation

/// A folder to be filled, which goes away again, with the parents made for it, if nothing gets into it.
struct NewFolder {
  /// What was made, the folder itself first.
  private var made: [String] = []

  /// - Throws: `UserError` where it can be neither found nor made.
  init(_ path: String) throws {
    var url = URL(fileURLWithPath: path).standardizedFileURL
    while !FileManager.default.fileExists(atPath: url.path), url.path != "/" {
      made.append(url.path)
      url.deleteLastPathComponent()
    }
    do { try AtomicFile.makeFolder(path) } catch {
      removeIfEmpty()
      throw error
    }
  }

  func removeIfEmpty() {
    // Up to the first that holds something; the innermost may not have been made.
    for folder in made {
      guard rmdir(folder) == 0 || errno == ENOENT else { return }
    }
  }
}
