import Episodes

/// What the readout sees of the objects on truth: the reference of every object score, and what can be measured at all.
///
/// An object counts as measurable in a view at a predicted frame where at least half of it shows and the readout's mask
/// overlaps the true mask by half (intersection over union). It counts as placed in space at a frame where two calibrated
/// views measure it and their centroids meet within a centimetre of it: half a body behind a screen has its centroid some
/// centimetres beside its centre, and what truth itself does not show there no prediction can be held to.
struct ObjectTruth: Sendable {
  let truth: Truth
  let masks: [TruthMasks?]
  let readouts: [ViewReadout?]
  /// Of truth's predicted frames.
  let reading: Reading
  /// Of the last context frame.
  let start: Reading
  /// views × objects × horizon.
  let measurable: [[[Bool]]]
  /// objects × horizon: whether truth's own reading puts the object where it is.
  private(set) var isPlaced: [[Bool]] = []
  /// Per object: whether truth displaces it by more than 3 cm after the last context frame.
  let moved: [Bool]

  static let leastVisible = 0.5
  static let leastOverlap = 0.5
  /// Metres.
  static let leastMove = 0.03
  /// Metres by which truth's own reading may miss an object in space.
  static let mostOff = 0.01

  init(_ truth: Truth) {
    let masks = TruthMasks.all(truth)
    let readouts = zip(truth.views, masks).map { view, masks in
      masks.map { ViewReadout(view, masks: $0, context: truth.context) }
    }
    let names = truth.objects.map(\.name)
    let context = truth.context
    let reading = Reading(truth.views.map { $0.clip.dropping(context) }, readouts: readouts, names: names)
    self.truth = truth
    (self.masks, self.readouts, self.reading) = (masks, readouts, reading)
    start = Reading(truth.views.map { $0.clip[(context - 1)..<context] }, readouts: readouts, names: names)
    measurable = masks.enumerated().map { v, masks in
      names.indices.map { Self.measurable(masks, reading, view: v, object: $0, truth) }
    }
    moved = truth.objects.map { Self.displacement($0, truth, within: truth.horizon) > Self.leastMove }
    isPlaced = objectIndices.map { o in (0..<horizon).map { isPlaced(object: o, frame: $0) } }
  }

  /// The greatest distance in metres from the last context frame's position, over the first predicted frames.
  static func displacement(_ path: Episode.ObjectPath, _ truth: Truth, within frames: Int) -> Double {
    let from = path.position(truth.context - 1)
    return (0..<min(frames, truth.horizon)).map { (path.position(truth.context + $0) - from).length }.max() ?? 0
  }

  private static func measurable(
    _ masks: TruthMasks?, _ reading: Reading, view: Int, object: Int, _ truth: Truth
  ) -> [Bool] {
    (0..<truth.horizon).map { t in
      guard let masks, masks.visible[object][truth.context + t] >= leastVisible,
        let mask = masks.sightings[object][truth.context + t],
        let found = reading.sighting(view: view, object: object, frame: t)
      else { return false }
      return found.overlap(mask) >= leastOverlap
    }
  }

  /// Reads predicted frames of the same views.
  func read(_ clips: [Clip]) -> Reading {
    Reading(clips, readouts: readouts, names: truth.objects.map(\.name))
  }

  var horizon: Int { truth.horizon }
  var viewIndices: Range<Int> { truth.views.indices }
  var objectIndices: Range<Int> { truth.objects.indices }

  /// The true position of an object at a predicted frame.
  func position(_ o: Int, _ t: Int) -> SIMD3<Double> { truth.objects[o].position(truth.context + t) }
}
