/// Finds the objects of one view in frames of that view, real or predicted.
///
/// R1 of the evaluation: a colour model from the ground-truth masks of the context frames, with a reject class, then
/// the component nearest to where the object was last found, in units of the component's own size, with its edge refined.
struct ViewReadout {
  let camera: String
  let model: ColourModel
  /// How many objects the truth has, seen or not.
  let count: Int

  /// A component smaller than this share of the object's area in the context is not the object.
  private static let leastShare = 0.15
  private static let leastPixels = 4

  init(_ view: Truth.View, masks: TruthMasks, context: Int) {
    camera = view.camera
    model = ColourModel(view, masks: masks, context: context)
    count = masks.sightings.count
  }

  /// Where each object with an appearance was last found, px: where reading begins.
  var start: [SIMD2<Double>] { model.objects.map(\.last.centroid) }

  /// objects × frames; an object without an appearance is found nowhere.
  func read(_ clip: Clip) -> [[Sighting?]] {
    var priors = start
    return read(clip, from: &priors)
  }

  /// The same, in a stream: `priors` are where objects were found before the clip, then in it.
  func read(_ clip: Clip, from priors: inout [SIMD2<Double>]) -> [[Sighting?]] {
    var labels = FrameLabels(model, width: clip.width, height: clip.height)
    var found = [[Sighting?]](repeating: [Sighting?](repeating: nil, count: clip.frames), count: count)
    for t in 0..<clip.frames {
      clip.withFrame(t) { frame in
        let pixels = labels.label(frame)
        for (o, object) in model.objects.enumerated() {
          guard let rough = pick(pixels[o], object, near: priors[o], width: clip.width) else { continue }
          let mask = EdgeRefinement.refine(rough, frame: frame, width: clip.width, height: clip.height)
          let sighting = Sighting(pixels: mask, width: clip.width)
          priors[o] = sighting.centroid
          found[object.index][t] = sighting
        }
      }
    }
    return found
  }

  /// The best component, with the pieces that an arm in front of the object cut off.
  private func pick(
    _ pixels: [Int32], _ object: ColourModel.Appearance, near prior: SIMD2<Double>, width: Int
  ) -> [Int32]? {
    let pieces = Components.pieces(pixels, width: width).filter { $0.count >= Self.leastPixels }
      .map { Sighting(pixels: $0, width: width) }
    let scores = pieces.map { ($0.centroid - prior).length / Double($0.area).squareRoot() }
    guard let least = scores.min(), let index = scores.firstIndex(of: least) else { return nil }
    let seed = pieces[index]
    let radius = 1.5 * (object.area / .pi).squareRoot()
    let whole = pieces.filter { ($0.centroid - seed.centroid).length < radius }.flatMap(\.pixels).sorted()
    return Double(whole.count) >= Self.leastShare * object.area ? whole : nil
  }
}
