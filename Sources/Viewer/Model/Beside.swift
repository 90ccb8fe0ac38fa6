/// A second run beside the one shown, in step with it.
struct Beside {
  let id: ListedRun.ID
  let source: any FrameSource
  let details: SourceDetails
  /// Whether both saw the same truth, which is then shown once.
  let sharesTruth: Bool
  /// Another number is another run.
  let generation: Int

  init(_ id: ListedRun.ID, _ source: any FrameSource, generation: Int, shown: (any FrameSource)?) {
    (self.id, self.source, self.generation) = (id, source, generation)
    details = SourceDetails(of: source, sample: 0)
    sharesTruth = shown.map { Self.sharesTruth($0, source) } ?? false
  }

  /// The frame of this run at the time of a frame of the other; nil where it has ended.
  func frame(at shown: Int, rate: Double) -> Int? {
    let frame = Int((Double(shown) / rate * source.rate).rounded())
    return frame < source.frameCount ? frame : nil
  }

  /// Whether length, rate, cameras and the first camera's first and last pictures are the same.
  private static func sharesTruth(_ a: any FrameSource, _ b: any FrameSource) -> Bool {
    guard a.frameCount == b.frameCount, a.rate == b.rate, a.cameras == b.cameras else { return false }
    return [0, a.frameCount - 1].allSatisfy { frame in
      guard let x = try? a.truth(camera: 0, frame: frame), let y = try? b.truth(camera: 0, frame: frame) else {
        return false
      }
      return x.width == y.width && x.pixels == y.pixels
    }
  }
}
