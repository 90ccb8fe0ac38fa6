import Synchronization
import TensorCore

/// A learned tensor, and the forms of it that operations use: made once per value, dropped when it changes.
///
/// For training the value is f32; for inference it may be bf16 as a file holds it. One thread trains; any number may
/// read the value and its forms.
public final class Parameter: @unchecked Sendable {
  /// How a file's axes relate to the value's.
  public enum FileLayout: Equatable, Sendable {
    case plain
    /// A file's (O, I, taps, side, side) is (O, side, side, taps I) here, oldest tap first.
    case convolution(taps: Int)
  }

  private struct Forms {
    var single: Tensor?
    var matrices: [MatrixForm: PackedMatrix] = [:]
    var filters: [FilterForm: PackedFilter] = [:]
  }

  private struct MatrixForm: Hashable {
    let transposed: Bool
    let dtype: DType
  }

  private struct FilterForm: Hashable {
    let turned: Bool
    let dtype: DType
  }

  private var held: Tensor
  /// The gradient gathered by backward passes since it was last cleared; f32.
  public var gradient: Tensor?
  public let fileLayout: FileLayout
  private let forms = Mutex(Forms())

  public init(_ value: Tensor, fileLayout: FileLayout = .plain) {
    held = value
    self.fileLayout = fileLayout
  }

  public var shape: [Int] { held.shape }

  /// Setting it drops the forms.
  public var value: Tensor {
    get { held }
    set {
      precondition(newValue.shape == held.shape, "a value of \(newValue.shape) for a parameter of \(held.shape)")
      held = newValue
      dropForms()
    }
  }

  /// Changes the f32 value in place.
  public func update(_ body: (Tensor) -> Void) {
    precondition(held.dtype == .f32, "training a parameter of \(held.dtype)")
    body(held)
    dropForms()
  }

  private func dropForms() { forms.withLock { $0 = Forms() } }

  /// The value in f32.
  public var single: Tensor {
    forms.withLock { forms in
      if let ready = forms.single { return ready }
      let single = held.cast(to: .f32)
      forms.single = single
      return single
    }
  }

  /// The value (rows, columns...) as a matrix to multiply by from the right, or its transpose.
  func matrix(transposed: Bool, _ dtype: DType) -> PackedMatrix {
    forms.withLock { forms in
      let form = MatrixForm(transposed: transposed, dtype: dtype)
      if let ready = forms.matrices[form] { return ready }
      let packed = PackedMatrix(held.reshaped([held.shape[0], -1]), transposed: transposed, dtype)
      forms.matrices[form] = packed
      return packed
    }
  }

  /// The value (O, side, side, I) as a filter, or turned around for the gradient of its input.
  func filter(turned: Bool, _ dtype: DType) -> PackedFilter {
    forms.withLock { forms in
      let form = FilterForm(turned: turned, dtype: dtype)
      if let ready = forms.filters[form] { return ready }
      let packed = PackedFilter(turned ? held.turnedFilter() : held, dtype)
      forms.filters[form] = packed
      return packed
    }
  }

  /// Adds to the gradient.
  public func addGradient(_ share: Tensor) {
    let share = share.reshaped(shape)
    gradient = gradient.map { $0.adding(share) } ?? share.cast(to: .f32)
  }
}
