/// k-means over colours, the same for the same input: seeds are chosen farthest-first and ties go to the lower index.
struct ColourClusters {
  private(set) var centres: [SIMD4<Float>] = []
  /// The centre of each colour.
  private(set) var assignment: [Int] = []

  init(_ colours: [SIMD4<Float>], count: Int, rounds: Int = 20) {
    guard let first = colours.first else { return }
    let mean = colours.reduce(SIMD4<Float>.zero, +) / Float(colours.count)
    centres = [Self.farthest(colours, from: [mean]) ?? first]
    while centres.count < count, let next = Self.farthest(colours, from: centres) { centres.append(next) }
    for _ in 0..<rounds {
      assign(colours)
      update(colours)
    }
    assign(colours)
  }

  /// The colour whose nearest seed is farthest; nil where every colour is a seed.
  private static func farthest(_ colours: [SIMD4<Float>], from seeds: [SIMD4<Float>]) -> SIMD4<Float>? {
    var best: (distance: Float, colour: SIMD4<Float>)?
    for colour in colours {
      let distance = seeds.map { ColourFeature.distance($0, colour) }.min() ?? 0
      if distance > (best?.distance ?? 0) { best = (distance, colour) }
    }
    return best?.colour
  }

  private mutating func assign(_ colours: [SIMD4<Float>]) {
    assignment = colours.map { colour in
      var best = 0
      var least = Float.infinity
      for (k, centre) in centres.enumerated() {
        let distance = ColourFeature.distance(centre, colour)
        if distance < least { (best, least) = (k, distance) }
      }
      return best
    }
  }

  private mutating func update(_ colours: [SIMD4<Float>]) {
    var sums = [SIMD4<Double>](repeating: .zero, count: centres.count)
    var counts = [Double](repeating: 0, count: centres.count)
    for (colour, k) in zip(colours, assignment) {
      sums[k] += SIMD4<Double>(colour)
      counts[k] += 1
    }
    for k in centres.indices where counts[k] > 0 { centres[k] = SIMD4<Float>(sums[k] / counts[k]) }
  }
}
