/// Which object each pixel of a frame belongs to.
///
/// A pixel is an object's *core* where its colour ratios are nearer the object's than those of any other object or of
/// the reject class, and joins an object where the matched filter gives more than half of its greatest core value within
/// two pixels. The first rule finds shaded faces, the second puts a blurred edge where it was before the blur.
struct FrameLabels {
  private let model: ColourModel
  private let width: Int
  private let height: Int
  /// Index into the model's objects of the strongest filter, and its value; −1 where none responds.
  private var strongest: [Int8]
  private var response: [Float]
  private var core: [Int8]
  private var touched: [Int32] = []

  /// Filters below this share of the object's own brightness are not looked at: most of the frame.
  private static let least: Float = 0.12
  private static let reach = 2

  init(_ model: ColourModel, width: Int, height: Int) {
    (self.model, self.width, self.height) = (model, width, height)
    strongest = [Int8](repeating: -1, count: width * height)
    core = strongest
    response = [Float](repeating: 0, count: width * height)
  }

  /// Pixels of each of the model's objects, ascending.
  mutating func label(_ frame: UnsafeBufferPointer<UInt8>) -> [[Int32]] {
    reset()
    for p in 0..<(width * height) { respond(p, frame.colour(p)) }
    var pixels = model.objects.map { _ in [Int32]() }
    for p in touched {
      let owner = owner(Int(p))
      if owner >= 0 { pixels[owner].append(p) }
    }
    return pixels
  }

  private mutating func reset() {
    for p in touched {
      strongest[Int(p)] = -1
      core[Int(p)] = -1
      response[Int(p)] = 0
    }
    touched.removeAll(keepingCapacity: true)
  }

  @inline(__always)
  private mutating func respond(_ p: Int, _ colour: SIMD4<Float>) {
    var best = -1, value = Self.least
    for (o, object) in model.objects.enumerated() {
      let w = object.filter
      let r = w.x * colour.x + w.y * colour.y + w.z * colour.z
      if r > value { (best, value) = (o, r) }
    }
    guard best >= 0 else { return }
    touched.append(Int32(p))
    strongest[p] = Int8(best)
    response[p] = value
    core[p] = Int8(nearest(ColourFeature.of(colour)))
  }

  private func nearest(_ feature: SIMD4<Float>) -> Int {
    var best = -1, least = Float.infinity
    for reject in model.rejects { least = min(least, ColourFeature.distance(reject, feature)) }
    for (o, object) in model.objects.enumerated() {
      let distance = ColourFeature.distance(object.feature, feature)
      if distance < least { (best, least) = (o, distance) }
    }
    return best
  }

  private func owner(_ p: Int) -> Int {
    if core[p] >= 0 { return Int(core[p]) }
    let o = strongest[p], x = p % width, y = p / width
    var peak: Float = 0
    for v in max(0, y - Self.reach)...min(height - 1, y + Self.reach) {
      for u in max(0, x - Self.reach)...min(width - 1, x + Self.reach) where core[v * width + u] == o {
        peak = max(peak, response[v * width + u])
      }
    }
    return peak > 0 && response[p] > 0.5 * peak ? Int(o) : -1
  }
}
