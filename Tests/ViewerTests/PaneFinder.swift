import Media
import Testing

/// Finds the panes of a picture by the synthetic images' ground colour, without knowing the layout.
struct PaneFinder {
  struct Place { var x, y, width: Int }
  private(set) var places: [Place] = []

  init(_ image: Image) {
    let isGround = { (x: Int, y: Int) in image[x, y] == SquaresSource.ground }
    let columns = Self.runs(image.width) { x in (0..<image.height).filter { isGround(x, $0) }.count > 60 }
    guard let first = columns.first else { return }
    let rows = Self.runs(image.height) { y in first.filter { isGround($0, y) }.count > first.count / 3 }
    // The pane's frame line covers its outermost pixels.
    places = columns.map { Place(x: $0.lowerBound - 1, y: (rows.first?.lowerBound ?? 1) - 1, width: $0.count + 2) }
  }

  var first: Place { get throws { try #require(places.first) } }
  var second: Place { get throws { try #require(places.dropFirst().first) } }

  /// Stretches of at least 50 places with a property.
  private static func runs(_ count: Int, _ holds: (Int) -> Bool) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var start: Int?
    for place in 0...count {
      if place < count && holds(place) {
        start = start ?? place
      } else if let begun = start {
        if place - begun >= 50 { runs.append(begun..<place) }
        start = nil
      }
    }
    return runs
  }
}
