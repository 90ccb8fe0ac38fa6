import Episodes

/// Where the segmentation shows each object in one view, and how much of it.
struct TruthMasks {
  /// objects × T; nil where not one pixel shows.
  let sightings: [[Sighting?]]
  /// objects × T: the visible share of the object, 0…1.
  let visible: [[Double]]

  /// Nil where the view has no segmentation.
  init?(_ view: Truth.View, truth: Truth) {
    guard let segmentation = view.segmentation else { return nil }
    let labels = truth.objects.map { truth.label(of: $0.name) }
    sightings = Self.collect(segmentation, labels, view.clip)
    visible = zip(sightings, truth.objects).map { Self.shares($0, $1, view) }
  }

  private static func collect(_ segmentation: [UInt8], _ labels: [UInt8?], _ clip: Clip) -> [[Sighting?]] {
    var index = [Int](repeating: -1, count: 256)
    for (o, label) in labels.enumerated() { if let label { index[Int(label)] = o } }
    var all = labels.map { _ in [Sighting?](repeating: nil, count: clip.frames) }
    for t in 0..<clip.frames {
      var pixels = labels.map { _ in [Int32]() }
      for p in 0..<clip.pixels {
        let o = index[Int(segmentation[t * clip.pixels + p])]
        if o >= 0 { pixels[o].append(Int32(p)) }
      }
      for o in labels.indices where !pixels[o].isEmpty {
        all[o][t] = Sighting(pixels: pixels[o], width: clip.width)
      }
    }
    return all
  }

  /// Area times squared distance does not change with distance: its 90th percentile stands for the whole object.
  private static func shares(_ sightings: [Sighting?], _ path: Episode.ObjectPath, _ view: Truth.View) -> [Double] {
    let sizes = sightings.enumerated().map { t, sighting in
      let z = view.camera(at: t)?.camera(path.position(t)).z ?? 1
      return Double(sighting?.area ?? 0) * z * z
    }
    let seen = sizes.filter { $0 > 0 }.sorted()
    guard !seen.isEmpty else { return sizes.map { _ in 0 } }
    let whole = seen[Int(0.9 * Double(seen.count - 1))]
    return sizes.map { min(1, $0 / whole) }
  }
}
