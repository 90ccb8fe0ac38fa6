/// Errors of takes of one scenario, each scored against each other one.
public struct TakeErrors: Sendable, Equatable {
  /// K × K: `matrix[k][j]` is the error of take k as a prediction of take j; nil where not measured, and on the diagonal.
  public var matrix: [[Double?]]

  public init(_ matrix: [[Double?]]) { self.matrix = matrix }

  /// Of takes that were only scored against one of them, the truth.
  public init(againstTruth errors: [Double?]) { matrix = [[nil] + errors] }

  /// Each take in turn is held to be the truth: the mean over takes of the others' mean error against it.
  public var leaveOneOut: Double? {
    let columns = (0..<(matrix.map(\.count).max() ?? 0)).compactMap { j -> Double? in
      matrix.indices.compactMap { k in k != j && j < matrix[k].count ? matrix[k][j] : nil }.filter(\.isFinite).mean
    }
    return columns.mean
  }
}
