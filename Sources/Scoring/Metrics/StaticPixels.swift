/// Which pixels of a view show what stands still: the background, and objects that truth leaves where they were.
struct StaticPixels {
  private let labels: [UInt8]?
  private let isFixed: [Bool]
  private let width: Int
  private let pixels: Int

  init(_ truth: Truth, _ view: Truth.View) {
    labels = view.segmentation
    (width, pixels) = (view.clip.width, view.clip.pixels)
    isFixed = Self.fixedLabels(truth)
  }

  /// At frame t of the whole clip; always where there is no segmentation.
  @inline(__always)
  func holds(_ x: Int, _ y: Int, _ t: Int) -> Bool {
    guard let labels else { return true }
    return isFixed[Int(labels[t * pixels + y * width + x])]
  }

  /// By segmentation value; objects count as fixed that truth leaves within a millimetre of where they were.
  static func fixedLabels(_ truth: Truth) -> [Bool] {
    var fixed = [true] + [Bool](repeating: false, count: 255)
    for path in truth.objects where ObjectTruth.displacement(path, truth, within: truth.horizon) < 0.001 {
      if let label = truth.label(of: path.name) { fixed[Int(label)] = true }
    }
    return fixed
  }
}
