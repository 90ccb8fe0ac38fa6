/// Working memory of one tile, taken from the recycled blocks and given back at the end of `body`.
enum Scratch {
  static func with<Result>(floats count: Int, _ body: (UnsafeMutablePointer<Float>) -> Result) -> Result {
    with(bytes: count * 4) { body($0.bindMemory(to: Float.self, capacity: count)) }
  }

  static func with<Result>(bytes byteCount: Int, _ body: (UnsafeMutableRawPointer) -> Result) -> Result {
    let size = BufferPool.blockSize(for: byteCount)
    let memory = BufferPool.shared.take(size)
    defer { BufferPool.shared.give(memory, size) }
    return body(memory)
  }
}
