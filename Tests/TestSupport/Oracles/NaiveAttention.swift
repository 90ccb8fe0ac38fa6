import Foundation

extension Naive {
  /// Normalises a head's row and turns its pairs (i, i + width / 2).
  public static func normRotate(_ x: [Float], scale: [Float], cosine: [Float], sine: [Float]) -> [Float] {
    let y = rmsNorm(x, scale: scale)
    let half = x.count / 2
    var result = y
    for i in 0..<half {
      result[i] = y[i] * cosine[i] - y[i + half] * sine[i]
      result[i + half] = y[i] * sine[i] + y[i + half] * cosine[i]
    }
    return result
  }

  /// Attention of one head: rows of q over rows of k and v, with `sees(query, key)`.
  public static func attention(_ q: [[Float]], _ k: [[Float]], _ v: [[Float]], sees: (Int, Int) -> Bool) -> [[Float]] {
    q.indices.map { i in
      let seen = k.indices.filter { sees(i, $0) }
      let scores = seen.map { j in
        Float(zip(q[i], k[j]).reduce(0.0) { $0 + Double($1.0) * Double($1.1) } / Double(q[i].count).squareRoot())
      }
      let p = softmax(scores)
      return v[0].indices.map { c in Float(zip(p, seen).reduce(0.0) { $0 + Double($1.0) * Double(v[$1.1][c]) }) }
    }
  }
}
