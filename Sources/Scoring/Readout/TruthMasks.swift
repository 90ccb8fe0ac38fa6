import Episodes

/// Where the segmentation shows each object in one view, and how much of it.
struct TruthMasks {
  /// objects × T; nil where not one pixel shows.
  let sightings: [[Sighting?]]
  /// objects × T: the visible share of the object, 0…1.
  private(set) var visible: [[Double]]

  /// Another view's size of an object counts with this factor: things are not equally wide from all sides.
  private static let otherViews = 0.7

  /// One a view; nil where a view has no segmentation.
  static func all(_ truth: Truth) -> [TruthMasks?] {
    var masks = parallelMap(truth.views.count) { TruthMasks(truth.views[$0], truth: truth) }
    // An object that a robot hides in one view throughout is whole in another.
    for o in truth.objects.indices {
      let wholes = masks.map { $0.flatMap { whole($0.visible[o]) } ?? 0 }
      let most = wholes.max() ?? 0
      for v in masks.indices { masks[v]?.divide(object: o, by: max(wholes[v], otherViews * most)) }
    }
    return masks
  }

  private init?(_ view: Truth.View, truth: Truth) {
    guard let segmentation = view.segmentation else { return nil }
    let labels = truth.objects.map { truth.label(of: $0.name) }
    sightings = Self.collect(segmentation, labels, view.clip)
    visible = zip(sightings, truth.objects).map { Self.sizes($0, $1, view) }
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

  /// Area in px times squared distance over squared focal length: it does not change with distance.
  private static func sizes(_ sightings: [Sighting?], _ path: Episode.ObjectPath, _ view: Truth.View) -> [Double] {
    sightings.enumerated().map { t, sighting in
      let area = Double(sighting?.area ?? 0)
      guard let camera = view.camera(at: t) else { return area }
      let z = camera.camera(path.position(t)).z
      return area * z * z / (camera.lens.fx * camera.lens.fy)
    }
  }

  /// The 90th percentile of the sizes stands for the whole object; nil where it never shows.
  private static func whole(_ sizes: [Double]) -> Double? { sizes.filter { $0 > 0 }.quantile(0.9) }

  private mutating func divide(object o: Int, by whole: Double) {
    visible[o] = visible[o].map { whole > 0 ? min(1, $0 / whole) : 0 }
  }
}
