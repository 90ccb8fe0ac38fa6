/// An object as it was found in one frame of one view.
public struct Sighting: Sendable, Equatable {
  /// Mean position of the mask's pixel centres, x right and y down, in px (centres at integer + 0.5).
  public let centroid: SIMD2<Double>
  /// The mask: indices y·W + x in ascending order.
  public let pixels: [Int32]

  /// Pixels in the mask.
  public var area: Int { pixels.count }

  init(pixels: [Int32], width: Int) {
    var x = 0
    var y = 0
    for p in pixels {
      x += Int(p) % width
      y += Int(p) / width
    }
    let n = Double(max(1, pixels.count))
    centroid = SIMD2(Double(x) / n + 0.5, Double(y) / n + 0.5)
    self.pixels = pixels
  }

  /// Intersection over union of the two masks; 0 where both are empty.
  func overlap(_ other: Sighting) -> Double {
    var i = 0
    var j = 0
    var both = 0
    while i < pixels.count, j < other.pixels.count {
      let (a, b) = (pixels[i], other.pixels[j])
      if a == b { both += 1 }
      if a <= b { i += 1 }
      if b <= a { j += 1 }
    }
    let union = area + other.area - both
    return union == 0 ? 0 : Double(both) / Double(union)
  }
}

/// One object through the frames of one view; nil where it was not found.
public struct ObjectTrack: Sendable {
  public let camera: String
  public let object: String
  public let sightings: [Sighting?]
}
