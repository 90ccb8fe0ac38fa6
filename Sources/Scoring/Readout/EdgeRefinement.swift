import Foundation

/// Moves a mask's edge to where a pixel is half object and half surroundings.
///
/// For each pixel of the mask's outer and inner rim, the object's colour F is the Gaussian mean (σ 1 px) of the mask
/// without its rim, the background's colour B that of everything beyond the outer rim, and the pixel belongs to the
/// mask where (p − B)·(F − B) / |F − B|² > ½. This undoes the shift that a blur gives to an edge between a dark and a
/// bright side.
struct EdgeRefinement {
  private enum Place: UInt8 {
    case beyond, outerRim, innerRim, inside
  }

  private let left, top, columns, rows: Int
  private let width: Int
  private var places: [Place]
  private static let reach = 3
  private static let weights: [Float] = (0...reach).map { exp(-Float($0 * $0) / 2) }
  /// Squared contrast below which a pixel stays where it was: five grey levels.
  private static let leastContrast: Float = 25

  /// `pixels` in ascending order; the result too.
  static func refine(
    _ pixels: [Int32], frame: UnsafeBufferPointer<UInt8>, width: Int, height: Int
  ) -> [Int32] {
    guard !pixels.isEmpty else { return pixels }
    let box = EdgeRefinement(pixels, width: width, height: height)
    let inside = box.places.lazy.filter { $0 == .inside }.count
    guard inside >= 4, 10 * inside >= pixels.count else { return pixels }
    return box.places.indices.compactMap { i in
      switch box.places[i] {
      case .inside: box.pixel(i)
      case .beyond: nil
      case .outerRim, .innerRim: box.isObject(i, frame) ? box.pixel(i) : nil
      }
    }
  }

  private init(_ pixels: [Int32], width: Int, height: Int) {
    let margin = Self.reach + 1
    let xs = pixels.map { Int($0) % width }
    let ys = pixels.map { Int($0) / width }
    self.width = width
    left = max(0, (xs.min() ?? 0) - margin)
    top = max(0, (ys.min() ?? 0) - margin)
    columns = min(width, (xs.max() ?? 0) + margin + 1) - left
    rows = min(height, (ys.max() ?? 0) + margin + 1) - top
    places = [Place](repeating: .beyond, count: columns * rows)
    for (x, y) in zip(xs, ys) { places[(y - top) * columns + x - left] = .inside }
    markRims()
  }

  private func pixel(_ i: Int) -> Int32 { Int32((top + i / columns) * width + left + i % columns) }

  /// The rims are one pixel wide, across edges; a mask that leaves the frame has none there.
  private mutating func markRims() {
    let mask = places
    for i in mask.indices {
      let x = i % columns
      let y = i / columns
      let sides = [
        x > 0 ? mask[i - 1] : nil, x < columns - 1 ? mask[i + 1] : nil, y > 0 ? mask[i - columns] : nil,
        y < rows - 1 ? mask[i + columns] : nil,
      ]
      if mask[i] == .inside, sides.contains(.beyond) { places[i] = .innerRim }
      if mask[i] == .beyond, sides.contains(.inside) { places[i] = .outerRim }
    }
  }

  private func isObject(_ i: Int, _ frame: UnsafeBufferPointer<UInt8>) -> Bool {
    let x = i % columns
    let y = i / columns
    var object = SIMD4<Float>.zero
    var ground = SIMD4<Float>.zero
    for v in max(0, y - Self.reach)...min(rows - 1, y + Self.reach) {
      for u in max(0, x - Self.reach)...min(columns - 1, x + Self.reach) {
        let j = v * columns + u
        let place = places[j]
        guard place == .inside || place == .beyond else { continue }
        var colour = frame.colour(Int(pixel(j)))
        colour.w = 1
        colour *= Self.weights[abs(u - x)] * Self.weights[abs(v - y)]
        if place == .inside { object += colour } else { ground += colour }
      }
    }
    guard object.w > 0, ground.w > 0 else { return places[i] == .innerRim }
    let f = object / object.w
    let b = ground / ground.w
    let d = f - b
    var p = frame.colour(Int(pixel(i)))
    p.w = 1
    let contrast = (d * d).sum()
    return contrast > Self.leastContrast ? ((p - b) * d).sum() > 0.5 * contrast : places[i] == .innerRim
  }
}
