/// Looks for the anchors of one pair of frames.
struct AnchorFinder {
  private let truth: Truth
  private let view: Truth.View
  private let index, source, target: Int
  private let matcher: PatchMatcher

  init(_ truth: Truth, view: Int, source: Int, target: Int, _ matcher: PatchMatcher) {
    (self.truth, self.index, self.view) = (truth, view, truth.views[view])
    (self.source, self.target, self.matcher) = (source, target, matcher)
  }

  func find() -> PatchAnchors.Pair {
    let cells = cells()
    var points: [SIMD2<Int>] = []
    var errors: [Double] = []
    if let warp = FrameWarp(view, from: source, to: target) {
      let moving = movingSums(warp)
      let earlier = GreyFrame(view.clip, frame: source)
      let later = GreyFrame(view.clip, frame: target)
      let corners = CornerMap(later, side: matcher.side)
      for cell in cells {
        guard let point = best(cell, corners, moving), let error = selfError(point, warp, earlier, later) else {
          continue
        }
        points.append(point)
        errors.append(error)
      }
    }
    return .init(view: index, source: source, target: target, points: points, truth: errors, cells: cells.count)
  }

  private struct Cell {
    let columns, rows: Range<Int>
  }

  /// Cells of the centres whose patches lie inside the frame.
  private func cells() -> [Cell] {
    let half = matcher.side / 2
    let step = PatchAnchors.cell
    let right = view.clip.width - half
    let bottom = view.clip.height - half
    return stride(from: half, to: bottom, by: step).flatMap { y in
      stride(from: half, to: right, by: step).map { x in
        Cell(columns: x..<min(right, x + step), rows: y..<min(bottom, y + step))
      }
    }
  }

  /// Running sums over pixels of the target that show something movable, or something hidden in the source.
  private func movingSums(_ warp: FrameWarp) -> [Int32] {
    let n = view.clip.pixels
    let width = view.clip.width
    let stride = width + 1
    let fixed = StaticPixels.fixedLabels(truth)
    var sums = [Int32](repeating: 0, count: stride * (view.clip.height + 1))
    for p in 0..<n {
      let x = p % width
      let y = p / width
      var isFixed = warp.source(x: x, y: y) != nil
      if let labels = view.segmentation {
        isFixed = isFixed && fixed[Int(labels[target * n + p])] && fixed[Int(labels[source * n + p])]
      }
      let i = (y + 1) * stride + x + 1
      sums[i] = sums[i - 1] + sums[i - stride] - sums[i - stride - 1] + (isFixed ? 0 : 1)
    }
    return sums
  }

  /// The strongest corner of a cell whose patch stands still; nil where none is strong enough.
  private func best(_ cell: Cell, _ corners: CornerMap, _ moving: [Int32]) -> SIMD2<Int>? {
    var best: SIMD2<Int>?
    var strength = PatchAnchors.leastCorner
    for y in cell.rows {
      for x in cell.columns where corners.strength(x, y) > strength && isStill(x, y, moving) {
        (best, strength) = (SIMD2(x, y), corners.strength(x, y))
      }
    }
    return best
  }

  private func isStill(_ x: Int, _ y: Int, _ moving: [Int32]) -> Bool {
    let side = matcher.side
    let stride = view.clip.width + 1
    let top = (y - side / 2) * stride + x - side / 2
    let bottom = top + side * stride
    return moving[bottom + side] - moving[bottom] - moving[top + side] + moving[top] == 0
  }

  private func selfError(_ point: SIMD2<Int>, _ warp: FrameWarp, _ earlier: GreyFrame, _ later: GreyFrame) -> Double? {
    guard let patch = warp.patch(earlier, x: point.x, y: point.y, side: matcher.side) else { return nil }
    let match = matcher.match(patch, in: later, x: point.x, y: point.y)
    let error = match.offset.length
    let isFound = match.score >= PatchAnchors.leastScore
    return isFound && error <= PatchAnchors.mostOff ? error : nil
  }
}
