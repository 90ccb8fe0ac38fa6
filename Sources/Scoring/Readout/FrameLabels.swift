/// Which object each pixel of a frame belongs to.
///
/// A pixel is an object's *core* where its colour ratios are nearer the object's than those of any other object or of
/// the reject class, and joins an object where the matched filter gives more than half of its greatest core value within
/// two pixels. The first rule finds shaded faces, the second puts a blurred edge where it was before the blur.
struct FrameLabels {
  private let filters: [SIMD4<Float>]
  private let features: [SIMD4<Float>]
  private let rejects: [SIMD4<Float>]
  private let width: Int
  private let height: Int
  /// Index of the object with the strongest filter, −1 where none responds.
  private var strongest: [Int16]
  /// Index of the object whose core the pixel is, −1 elsewhere.
  private var core: [Int16]
  /// That filter's value, and the greatest value of that object's core within reach.
  private var response: [Float]
  private var peak: [Float]
  private var touched: [Int32] = []

  /// Filters below this share of the object's own brightness are not looked at: most of the frame.
  private static let least: Float = 0.15
  private static let reach = 2

  init(_ model: ColourModel, width: Int, height: Int) {
    (filters, features, rejects) = (model.objects.map(\.filter), model.objects.map(\.feature), model.rejects)
    (self.width, self.height) = (width, height)
    strongest = [Int16](repeating: -1, count: width * height)
    core = strongest
    response = [Float](repeating: 0, count: width * height)
    peak = response
  }

  /// Pixels of each of the model's objects, ascending.
  mutating func label(_ frame: UnsafeBufferPointer<UInt8>) -> [[Int32]] {
    reset()
    respond(frame)
    for p in touched where core[Int(p)] >= 0 { spread(Int(p), core[Int(p)]) }
    var pixels = features.map { _ in [Int32]() }
    for pixel in touched {
      let p = Int(pixel)
      if core[p] >= 0 {
        pixels[Int(core[p])].append(pixel)
      } else if peak[p] > 0, response[p] > 0.5 * peak[p] {
        pixels[Int(strongest[p])].append(pixel)
      }
    }
    return pixels
  }

  private mutating func reset() {
    for p in touched {
      strongest[Int(p)] = -1
      core[Int(p)] = -1
      response[Int(p)] = 0
      peak[Int(p)] = 0
    }
    touched.removeAll(keepingCapacity: true)
  }

  /// Fills in the strongest filter and the core of every pixel.
  private mutating func respond(_ frame: UnsafeBufferPointer<UInt8>) {
    for p in 0..<(width * height) {
      let colour = frame.colour(p)
      let (best, value) = strongest(colour)
      guard best >= 0 else { continue }
      touched.append(Int32(p))
      strongest[p] = Int16(best)
      response[p] = value
      core[p] = nearest(ColourFeature.of(colour))
    }
  }

  /// The object whose filter responds most, −1 where none reaches the least share.
  @inline(__always)
  private func strongest(_ colour: SIMD4<Float>) -> (object: Int, value: Float) {
    var best = -1
    var value = Self.least
    for o in 0..<filters.count {
      let w = filters[o]
      let r = w.x * colour.x + w.y * colour.y + w.z * colour.z
      if r > value { (best, value) = (o, r) }
    }
    return (best, value)
  }

  /// The object of the nearest feature; −1 where the reject class is as near.
  private func nearest(_ feature: SIMD4<Float>) -> Int16 {
    var best = -1
    var least = Float.infinity
    for o in features.indices {
      let distance = ColourFeature.distance(features[o], feature)
      if distance < least { (best, least) = (o, distance) }
    }
    for reject in rejects where ColourFeature.distance(reject, feature) <= least { return -1 }
    return Int16(best)
  }

  /// Raises the peak of the object's pixels around one of its cores.
  private mutating func spread(_ p: Int, _ object: Int16) {
    guard strongest[p] == object else { return }
    let x = p % width
    let y = p / width
    let value = response[p]
    for v in max(0, y - Self.reach)...min(height - 1, y + Self.reach) {
      for q in (v * width + max(0, x - Self.reach))...(v * width + min(width - 1, x + Self.reach))
      where strongest[q] == object && peak[q] < value {
        peak[q] = value
      }
    }
  }
}
