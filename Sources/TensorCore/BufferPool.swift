import Diagnostics
import Synchronization

#if canImport(Glibc)
  import Glibc
#endif

/// Memory that storages hand back and take again.
///
/// Large blocks go to and from the operating system page by page, which costs more than the arithmetic on them; kept
/// ones are also still in cache. Sizes are rounded up to a quarter of a power of two, so a block finds takers.
final class BufferPool: Sendable {
  static let shared = BufferPool()

  private struct Kept {
    var blocks: [Int: [UInt]] = [:]
    var byteCount = 0
  }

  private let kept = Mutex(Kept())
  /// Bytes held for reuse at most, a quarter of the memory that the process may have; what comes back beyond them is
  /// freed. A step of training in f32 takes and gives more than 2 GiB, and pages that come from the system are cleared first.
  private let limit = max(1 << 30, MemoryBudget.total / 4)

  /// The size of the block that serves `byteCount`.
  static func blockSize(for byteCount: Int) -> Int {
    let wanted = max(byteCount, 64)
    let quarter = 1 << max(6, (Int.bitWidth - 1 - wanted.leadingZeroBitCount) - 2)
    return (wanted + quarter - 1) / quarter * quarter
  }

  func take(_ blockSize: Int) -> UnsafeMutableRawPointer {
    let found = kept.withLock { kept -> UInt? in
      guard let address = kept.blocks[blockSize]?.popLast() else { return nil }
      kept.byteCount -= blockSize
      return address
    }
    if let found, let pointer = UnsafeMutableRawPointer(bitPattern: found) { return pointer }
    let alignment = blockSize >= 1 << 21 ? 1 << 21 : 64
    guard let pointer = aligned_alloc(alignment, (blockSize + alignment - 1) / alignment * alignment) else {
      preconditionFailure("out of memory: \(blockSize) bytes")
    }
    // Huge pages: a tensor of several megabytes would otherwise need thousands of address translations.
    if blockSize >= 1 << 21 { madvise(pointer, blockSize, MADV_HUGEPAGE) }
    return pointer
  }

  func give(_ pointer: UnsafeMutableRawPointer, _ blockSize: Int) {
    let isKept = kept.withLock { kept -> Bool in
      guard kept.byteCount + blockSize <= limit else { return false }
      kept.blocks[blockSize, default: []].append(UInt(bitPattern: pointer))
      kept.byteCount += blockSize
      return true
    }
    if !isKept { free(pointer) }
  }

  /// Frees everything held.
  func drain() {
    let blocks = kept.withLock { kept -> [UInt] in
      defer { kept = Kept() }
      return kept.blocks.values.flatMap { $0 }
    }
    for address in blocks { free(UnsafeMutableRawPointer(bitPattern: address)) }
  }
}
