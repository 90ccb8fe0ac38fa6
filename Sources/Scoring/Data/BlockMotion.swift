/// How blocks of the picture moved between two context frames, and where they get to if they go on like that.
///
/// Blocks are matched whole-pixel by the sum of absolute differences, as video coders do; a block without change does
/// not move. What a moving block leaves behind is filled from the still pixels beside it.
struct BlockMotion {
  static let side = 8
  /// The farthest displacement that is looked for, a share of the width.
  static let reach = 0.08
  /// Grey levels by which a pixel must differ to count as changed.
  static let change = 12

  private let last: Clip
  private let pixels: [UInt8]
  /// Displacement in pixels a frame of each moving pixel; nil where still.
  private var velocity: [SIMD2<Double>?]

  /// The last frame against the one two before it, or the one before; nothing moves in a single frame.
  init(_ context: Clip) {
    last = context.dropping(context.frames - 1)
    pixels = last.frame(0)
    velocity = [SIMD2<Double>?](repeating: nil, count: last.pixels)
    let gap = min(2, context.frames - 1)
    guard gap > 0 else { return }
    let before = context.frame(context.frames - 1 - gap)
    let changed = (0..<last.pixels).map { i in
      (0..<3).contains { abs(Int(pixels[3 * i + $0]) - Int(before[3 * i + $0])) > Self.change }
    }
    for y in stride(from: 0, through: last.height - Self.side, by: Self.side / 2) {
      for x in stride(from: 0, through: last.width - Self.side, by: Self.side / 2) {
        match(before, changed, x: x, y: y, gap: gap)
      }
    }
  }

  private mutating func match(_ before: [UInt8], _ changed: [Bool], x: Int, y: Int, gap: Int) {
    let inside = (0..<Self.side * Self.side).map { (y + $0 / Self.side) * last.width + x + $0 % Self.side }
    guard inside.lazy.filter({ changed[$0] }).count * 4 >= inside.count else { return }
    let reach = max(2, Int(Self.reach * Double(last.width)))
    var best = (cost: cost(before, x, y, 0, 0), dx: 0, dy: 0)
    for dy in -reach...reach {
      for dx in -reach...reach where fits(x - dx, y - dy) {
        let cost = cost(before, x, y, dx, dy)
        // Of equal matches, the shortest way.
        if (cost, dx * dx + dy * dy) < (best.cost, best.dx * best.dx + best.dy * best.dy) { best = (cost, dx, dy) }
      }
    }
    guard best.dx != 0 || best.dy != 0 else { return }
    let speed = SIMD2(Double(best.dx), Double(best.dy)) / Double(gap)
    for i in inside where changed[i] { velocity[i] = speed }
  }

  private func fits(_ x: Int, _ y: Int) -> Bool {
    x >= 0 && y >= 0 && x + Self.side <= last.width && y + Self.side <= last.height
  }

  /// Of the block at (x, y) now against the one it would have come from.
  private func cost(_ before: [UInt8], _ x: Int, _ y: Int, _ dx: Int, _ dy: Int) -> Int {
    var sum = 0
    for row in 0..<Self.side {
      let (a, b) = (3 * ((y + row) * last.width + x), 3 * ((y + row - dy) * last.width + x - dx))
      for i in 0..<3 * Self.side { sum += abs(Int(pixels[a + i]) - Int(before[b + i])) }
    }
    return sum
  }

  func extrapolated(_ horizon: Int) -> Clip {
    let still = background
    return last.still(of: 0, count: horizon).replaced { t in
      var frame = still
      for (i, speed) in velocity.enumerated() {
        guard let speed else { continue }
        let x = i % last.width + Int((speed.x * Double(t + 1)).rounded())
        let y = i / last.width + Int((speed.y * Double(t + 1)).rounded())
        guard x >= 0, y >= 0, x < last.width, y < last.height else { continue }
        for c in 0..<3 { frame[3 * (y * last.width + x) + c] = pixels[3 * i + c] }
      }
      return frame
    }
  }

  /// The last frame with the nearest still pixel of the row where something moves.
  private var background: [UInt8] {
    var frame = pixels
    for i in velocity.indices where velocity[i] != nil {
      let row = i / last.width * last.width
      let near = (1..<last.width).lazy.flatMap { [i - $0, i + $0] }.first { j in
        j >= row && j < row + last.width && velocity[j] == nil
      }
      guard let near else { continue }
      for c in 0..<3 { frame[3 * i + c] = pixels[3 * near + c] }
    }
    return frame
  }
}
