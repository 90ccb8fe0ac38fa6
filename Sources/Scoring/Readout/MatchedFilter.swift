/// A linear detector of one object's colour: w·p is 1 on the object, and as small as can be on everything else.
///
/// w = S⁻¹μ / (μᵀS⁻¹μ) with μ the object's median colour and S the second moment of the rest (constrained energy
/// minimisation; J. Harsanyi, 1993). Being linear, its value on a blurred edge is the share of the object in that pixel
/// times the object's brightness, which no ratio of colours is.
enum MatchedFilter {
  /// Colours are 0…255; `rest` holds each background cluster's colours, `others` the other objects' medians.
  static func weights(object: SIMD4<Float>, rest: [[SIMD4<Float>]], others: [SIMD4<Float>]) -> SIMD4<Float> {
    // A ridge of noise of about 30 grey levels keeps the weights small where colours leave a direction empty.
    var s = [1000.0, 0, 0, 0, 1000, 0, 0, 0, 1000]
    var total = 0.0
    for cluster in rest where cluster.count >= 20 {
      // The square root keeps a large table from drowning a small arm.
      let weight = Double(cluster.count).squareRoot()
      for colour in cluster { add(colour, weight / Double(cluster.count), to: &s) }
      total += weight
    }
    for other in others { add(other, 0.1 * total, to: &s) }
    let eigen = SymmetricEigen(s, size: 3)
    let mean = [Double(object.x), Double(object.y), Double(object.z)]
    var w = [0.0, 0.0, 0.0]
    for (value, vector) in zip(eigen.values, eigen.vectors) {
      let along = zip(vector, mean).reduce(0) { $0 + $1.0 * $1.1 } / value
      for i in 0..<3 { w[i] += along * vector[i] }
    }
    let gain = zip(w, mean).reduce(0) { $0 + $1.0 * $1.1 }
    guard gain > 0 else { return .zero }
    return SIMD4(Float(w[0] / gain), Float(w[1] / gain), Float(w[2] / gain), 0)
  }

  private static func add(_ colour: SIMD4<Float>, _ weight: Double, to s: inout [Double]) {
    let c = [Double(colour.x), Double(colour.y), Double(colour.z)]
    for i in 0..<3 { for j in 0..<3 { s[3 * i + j] += weight * c[i] * c[j] } }
  }
}
