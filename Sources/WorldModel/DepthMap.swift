/// How far away, at each pixel of a camera, the nearest of the known points is.
struct DepthMap {
  /// Row by row, metres; infinite where no point is seen.
  private(set) var values: [Float]
  private let width, height: Int

  /// Points that lie nearer than a fingertip do not hide each other, so that slanted ground has no steps.
  private static let tolerance: Float = 0.03
  /// How many pixels away, on each side, the edge of a crack may be.
  private static let crack = 2

  /// Each point falls on the four pixels around it, by how near they are; of each pixel's points those count that lie
  /// about as near as the nearest, a z-buffer with a soft edge.
  init(of pictures: [DepthPicture], seenFrom camera: Projection, width: Int, height: Int) {
    (self.width, self.height) = (width, height)
    var (nearest, any) = (
      [Float](repeating: .infinity, count: width * height), [Float](repeating: .infinity, count: width * height)
    )
    Self.splat(pictures, camera, width, height) { pixel, share, z in
      // What just touches a pixel must not make things wider.
      if share > 0.2 { nearest[pixel] = min(nearest[pixel], z) }
      any[pixel] = min(any[pixel], z)
    }
    // From nearer by, points lie further apart, and just touched is all that a pixel may be.
    for pixel in nearest.indices where nearest[pixel] == .infinity { nearest[pixel] = any[pixel] }
    var sums = [Float](repeating: 0, count: width * height)
    var shares = sums
    Self.splat(pictures, camera, width, height) { pixel, share, z in
      guard z <= nearest[pixel] * (1 + Self.tolerance) else { return }
      // Of a plane, 1 / z is what lies on a line.
      sums[pixel] += share / z
      shares[pixel] += share
    }
    values = zip(shares, sums).map { $0 > 0.05 ? $0 / $1 : .infinity }
    closeCracks()
  }

  /// Puts a surface together again that was seen aslant and is looked at from the front: its points lie several pixels
  /// apart, and what is behind shines through. A pixel between two of about the same distance, both nearer, is theirs.
  private mutating func closeCracks() {
    let own = values
    for y in 0..<height {
      for x in 0..<width {
        let here = own[y * width + x]
        for (place, length, step) in [(x, width, 1), (y, height, width)] {
          for before in 1...Self.crack where place >= before {
            for after in 1...Self.crack where place + after < length {
              let (a, b) = (own[y * width + x - before * step], own[y * width + x + after * step])
              guard a.isFinite, b.isFinite, abs(a - b) <= Self.tolerance * min(a, b) else { continue }
              let between = (a * Float(after) + b * Float(before)) / Float(before + after)
              if between < here * (1 - Self.tolerance) {
                values[y * width + x] = min(values[y * width + x], between)
              }
            }
          }
        }
      }
    }
  }

  /// Puts in what another map sees where this one sees nothing, or sees something behind it.
  ///
  /// Points are as wide as the pixels that they came from, so that a thing that both see may look a pixel wider in the
  /// other: beside itself it is not put in.
  mutating func add(_ other: DepthMap) {
    let own = values
    for y in 0..<height {
      for x in 0..<width {
        let z = other.values[y * width + x]
        guard z < own[y * width + x] * (1 - Self.tolerance) else { continue }
        var isBeside = false
        if own[y * width + x].isFinite {
          for row in max(0, y - 1)...min(height - 1, y + 1) {
            for column in max(0, x - 1)...min(width - 1, x + 1) {
              isBeside = isBeside || own[row * width + column] <= z * (1 + Self.tolerance)
            }
          }
        }
        if !isBeside { values[y * width + x] = z }
      }
    }
  }

  @inline(__always)
  private static func splat(
    _ pictures: [DepthPicture], _ camera: Projection, _ width: Int, _ height: Int,
    _ each: (_ pixel: Int, _ share: Float, _ z: Float) -> Void
  ) {
    for picture in pictures {
      for point in picture.points {
        guard let p = camera.project(point), p.x > -0.5, p.y > -0.5, p.x < Float(width) + 0.5, p.y < Float(height) + 0.5
        else { continue }
        let (x, y) = ((p.x - 0.5).rounded(.down), (p.y - 0.5).rounded(.down))
        let (right, low) = (p.x - 0.5 - x, p.y - 0.5 - y)
        for (dy, down) in [(0, 1 - low), (1, low)] {
          let row = Int(y) + dy
          guard row >= 0, row < height else { continue }
          for (dx, across) in [(0, 1 - right), (1, right)] {
            let column = Int(x) + dx
            guard column >= 0, column < width else { continue }
            each(row * width + column, down * across, p.z)
          }
        }
      }
    }
  }
}
