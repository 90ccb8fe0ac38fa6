import Foundation

/// An advisory lock on a file or folder, which the system frees when the process ends, however it ends.
///
/// It tells work that goes on from work that a crash left behind.
public final class FileLock: Sendable {
  private let descriptor: Int32
  /// The file to remove when the lock is given up; nil for folders.
  private let own: String?

  /// Takes the lock of `path`, which is made where there is none unless it is to be a folder.
  ///
  /// - Returns: nil where another process holds it, or `path` cannot be opened.
  public init?(_ path: String, isFolder: Bool = false) {
    while true {
      let flags = isFolder ? O_RDONLY | O_DIRECTORY | O_CLOEXEC : O_RDWR | O_CREAT | O_CLOEXEC
      let descriptor = open(path, flags, 0o644)
      guard descriptor >= 0 else { return nil }
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
        close(descriptor)
        return nil
      }
      // Its last holder may have removed it in between: then the lock is on something that nobody else can see.
      if Self.identity(of: path) == Self.identity(of: descriptor) {
        self.descriptor = descriptor
        own = isFolder ? nil : path
        return
      }
      close(descriptor)
    }
  }

  /// Whether another process holds the lock of `path`: where nothing can be locked, as on some network folders, nobody
  /// can be asked, and the answer is no.
  public static func isHeld(_ path: String, isFolder: Bool = false) -> Bool {
    let descriptor = open(path, isFolder ? O_RDONLY | O_DIRECTORY | O_CLOEXEC : O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    // Freed again with the descriptor.
    return flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK
  }

  deinit {
    if let own { unlink(own) }
    close(descriptor)
  }

  private static func identity(of path: String) -> [UInt64] {
    var status = stat()
    return stat(path, &status) == 0 ? [UInt64(status.st_dev), UInt64(status.st_ino)] : []
  }

  private static func identity(of descriptor: Int32) -> [UInt64] {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? [UInt64(status.st_dev), UInt64(status.st_ino)] : []
  }
}
