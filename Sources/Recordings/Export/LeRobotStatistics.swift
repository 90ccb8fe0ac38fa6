import Media

/// Least, greatest, mean and spread of a feature over an episode, a line of `meta/episodes_stats.jsonl`.
struct LeRobotStatistics: Encodable {
  /// A list of the feature's numbers; pictures have one a channel, each in two further lists.
  enum Values: Encodable {
    case flat([Double])
    case channels([Double])

    func encode(to encoder: any Encoder) throws {
      var out = encoder.singleValueContainer()
      switch self {
      case .flat(let values): try out.encode(values)
      case .channels(let values): try out.encode(values.map { [[$0]] })
      }
    }
  }

  var min, max, mean, std: Values
  var count: [Int]

  /// Of vectors, a row a frame.
  init(rows: [[Double]]) {
    var sums = Sums(width: rows.first?.count ?? 0)
    for row in rows { sums.add(row) }
    self.init(sums, count: rows.count) { .flat($0) }
  }

  /// Of pictures, channel by channel in 0...1.
  init(pictures: Sums, count: Int) { self.init(pictures, count: count) { .channels($0) } }

  private init(_ sums: Sums, count: Int, _ wrap: ([Double]) -> Values) {
    (min, max, mean, std) = (wrap(sums.least), wrap(sums.most), wrap(sums.mean), wrap(sums.spread))
    self.count = [count]
  }

  /// Running sums of vectors.
  struct Sums {
    private(set) var least, most: [Double]
    private var first, second: [Double]
    private var count = 0

    init(width: Int) {
      least = Array(repeating: .infinity, count: width)
      most = Array(repeating: -.infinity, count: width)
      first = Array(repeating: 0, count: width)
      second = first
    }

    mutating func add(_ row: [Double]) {
      for (i, value) in row.enumerated() {
        (least[i], most[i]) = (Swift.min(least[i], value), Swift.max(most[i], value))
        first[i] += value
        second[i] += value * value
      }
      count += 1
    }

    /// Every pixel of a picture, each channel in 0...1.
    mutating func add(_ image: Image) {
      for i in stride(from: 0, to: image.pixels.count, by: 3) {
        add((i..<i + 3).map { Double(image.pixels[$0]) / 255 })
      }
    }

    var mean: [Double] { first.map { $0 / Double(Swift.max(1, count)) } }

    var spread: [Double] {
      zip(mean, second).map { mean, second in
        Swift.max(0, second / Double(Swift.max(1, count)) - mean * mean).squareRoot()
      }
    }
  }
}
