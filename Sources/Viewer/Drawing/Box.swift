/// A place in the window, in its pixels.
typealias Point = SIMD2<Float>

extension SIMD2<Float> {
  var length: Float { (x * x + y * y).squareRoot() }
  func rounded() -> Self { rounded(.toNearestOrAwayFromZero) }
}

/// An upright rectangle.
struct Box: Equatable {
  var low: Point
  var high: Point

  init(_ low: Point, _ high: Point) { (self.low, self.high) = (low, high) }
  init(x: Float, y: Float, width: Float, height: Float) {
    self.init(Point(x, y), Point(x + width, y + height))
  }

  var size: Point { high - low }
  var width: Float { high.x - low.x }
  var height: Float { high.y - low.y }
  var middle: Point { (low + high) / 2 }

  func contains(_ point: Point) -> Bool { all(point .>= low) && all(point .< high) }

  func inset(_ amount: Float) -> Box { inset(x: amount, y: amount) }
  func inset(x: Float, y: Float) -> Box { Box(low + Point(x, y), high - Point(x, y)) }

  /// Cuts a strip off; `self` keeps the rest.
  mutating func takeTop(_ amount: Float) -> Box {
    let strip = Box(low, Point(high.x, low.y + amount))
    low.y += amount
    return strip
  }

  mutating func takeBottom(_ amount: Float) -> Box {
    let strip = Box(Point(low.x, high.y - amount), high)
    high.y -= amount
    return strip
  }

  mutating func takeLeft(_ amount: Float) -> Box {
    let strip = Box(low, Point(low.x + amount, high.y))
    low.x += amount
    return strip
  }

  mutating func takeRight(_ amount: Float) -> Box {
    let strip = Box(Point(high.x - amount, low.y), high)
    high.x -= amount
    return strip
  }

  /// The largest box of a shape that fits, in the middle.
  func fitting(aspect: Float) -> Box {
    let fitted = width / max(1, height) > aspect ? Point(height * aspect, height) : Point(width, width / aspect)
    let corner = (middle - fitted / 2).rounded(.down)
    return Box(corner, corner + fitted.rounded(.down))
  }
}
