import Diagnostics
import Foundation

/// A file's bytes as read-only memory, for as long as someone holds this.
final class MappedFile {
  let base: UnsafeMutableRawPointer
  let byteCount: Int

  init(_ path: String) throws {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw UserError("cannot be opened: \(Self.reason)", at: path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size > 0 else {
      throw UserError("is empty or not a file", at: path)
    }
    byteCount = Int(status.st_size)
    guard let memory = mmap(nil, byteCount, PROT_READ, MAP_PRIVATE, descriptor, 0), memory != MAP_FAILED else {
      throw UserError("cannot be read: \(Self.reason)", at: path)
    }
    base = memory
  }

  deinit { munmap(base, byteCount) }

  private static var reason: String { String(cString: strerror(errno)) }

  func bytes(_ range: Range<Int>) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: base + range.lowerBound, count: range.count)
  }
}
