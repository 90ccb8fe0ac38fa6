/// Eigenvalues and eigenvectors of a symmetric n×n matrix by cyclic Jacobi rotations.
///
/// Fit for the 4×4 systems here: every rotation zeroes one off-diagonal entry, and the sweeps stop once what is left
/// off the diagonal is below the rounding of what is on it. G. H. Golub, C. F. Van Loan, Matrix Computations, § 8.5.
struct SymmetricEigen {
  /// In ascending order.
  let values: [Double]
  /// `vectors[k]` belongs to `values[k]` and has length 1.
  let vectors: [[Double]]

  /// The matrix is row-major and must be symmetric.
  init(_ matrix: [Double], size n: Int) {
    precondition(matrix.count == n * n, "\(matrix.count) entries are no \(n)×\(n) matrix")
    var a = matrix
    var v = (0..<n * n).map { $0 % (n + 1) == 0 ? 1.0 : 0.0 }
    for _ in 0..<64 where Self.offDiagonal(a, n) > Self.diagonal(a, n) * 1e-32 {
      for p in 0..<n { for q in (p + 1)..<max(n, p + 1) { Self.rotate(&a, &v, p, q, n) } }
    }
    let order = (0..<n).sorted { a[$0 * n + $0] < a[$1 * n + $1] }
    values = order.map { a[$0 * n + $0] }
    vectors = order.map { k in (0..<n).map { v[$0 * n + k] } }
  }

  private static func offDiagonal(_ a: [Double], _ n: Int) -> Double {
    var sum = 0.0
    for i in 0..<n { for j in 0..<n where i != j { sum += a[i * n + j] * a[i * n + j] } }
    return sum
  }

  private static func diagonal(_ a: [Double], _ n: Int) -> Double {
    (0..<n).reduce(0) { $0 + a[$1 * n + $1] * a[$1 * n + $1] }
  }

  /// Zeroes entry (p, q) with the smaller of the two possible angles.
  private static func rotate(_ a: inout [Double], _ v: inout [Double], _ p: Int, _ q: Int, _ n: Int) {
    let apq = a[p * n + q]
    guard apq != 0 else { return }
    let theta = (a[q * n + q] - a[p * n + p]) / (2 * apq)
    let t = (theta < 0 ? -1.0 : 1.0) / (abs(theta) + (theta * theta + 1).squareRoot())
    let c = 1 / (t * t + 1).squareRoot()
    let s = t * c
    for k in 0..<n { turn(&a, k * n + p, k * n + q, c, s) }
    for k in 0..<n { turn(&a, p * n + k, q * n + k, c, s) }
    for k in 0..<n { turn(&v, k * n + p, k * n + q, c, s) }
  }

  private static func turn(_ a: inout [Double], _ i: Int, _ j: Int, _ c: Double, _ s: Double) {
    (a[i], a[j]) = (c * a[i] - s * a[j], s * a[i] + c * a[j])
  }
}
