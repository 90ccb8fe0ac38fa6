/// A block of memory that tensors look at.
///
/// 64-byte aligned, and recycled when the last tensor lets go of it; or part of something larger (a memory-mapped file)
/// that the storage keeps alive, aligned as that happens to be.
public final class Storage: @unchecked Sendable {
  public let base: UnsafeMutableRawPointer
  public let byteCount: Int
  private let blockSize: Int
  private let owner: AnyObject?

  /// Fresh memory with unspecified contents.
  public init(byteCount: Int) {
    precondition(byteCount >= 0, "a storage of \(byteCount) bytes")
    self.byteCount = byteCount
    blockSize = BufferPool.blockSize(for: byteCount)
    base = BufferPool.shared.take(blockSize)
    owner = nil
  }

  /// Memory that belongs to `owner`. A tensor over a read-only map must only be read.
  public init(base: UnsafeMutableRawPointer, byteCount: Int, owner: AnyObject) {
    self.base = base
    self.byteCount = byteCount
    self.owner = owner
    blockSize = 0
  }

  deinit {
    if owner == nil { BufferPool.shared.give(base, blockSize) }
  }

  /// Frees memory held for reuse by every storage of the process.
  public static func releaseUnusedMemory() { BufferPool.shared.drain() }
}
