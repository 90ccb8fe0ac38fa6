/// Pixels of the context frames, sorted into objects and the rest.
struct ColourSamples {
  /// Colours under each object's masks, by object index.
  private(set) var objects: [Int: [SIMD4<Float>]] = [:]
  /// The same without the masks' edges, whose pixels are mixtures; with them where nothing else is left.
  private(set) var cores: [Int: [SIMD4<Float>]] = [:]
  /// Every `step`th colour more than two pixels away from any object.
  private(set) var rest: [SIMD4<Float>] = []

  private static let step = 7

  init(_ clip: Clip, masks: TruthMasks, context: Int) {
    for t in 0..<min(context, clip.frames) {
      clip.withFrame(t) { frame in
        var near = [Bool](repeating: false, count: clip.pixels)
        for o in masks.sightings.indices {
          guard let mask = masks.sightings[o][t] else { continue }
          add(frame, mask, object: o, width: clip.width, near: &near)
        }
        for p in stride(from: t % Self.step, to: clip.pixels, by: Self.step) where !near[p] {
          rest.append(frame.colour(p))
        }
      }
    }
    for (o, colours) in objects where (cores[o]?.count ?? 0) < 10 { cores[o] = colours }
  }

  private mutating func add(
    _ frame: UnsafeBufferPointer<UInt8>, _ mask: Sighting, object: Int, width: Int, near: inout [Bool]
  ) {
    let inside = Set(mask.pixels)
    let height = near.count / width
    for pixel in mask.pixels {
      let colour = frame.colour(Int(pixel))
      let w = Int32(width)
      objects[object, default: []].append(colour)
      if [-1, 1, -w, w].allSatisfy({ inside.contains(pixel + $0) }) { cores[object, default: []].append(colour) }
      let x = Int(pixel) % width
      let y = Int(pixel) / width
      for v in max(0, y - 2)...min(height - 1, y + 2) {
        for u in max(0, x - 2)...min(width - 1, x + 2) { near[v * width + u] = true }
      }
    }
  }
}
