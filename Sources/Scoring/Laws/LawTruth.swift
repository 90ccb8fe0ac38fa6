/// What truth says of the objects' motion after the context: the reference of the scores on physical laws.
struct LawTruth: Sendable {
  let names: [String]
  /// Frames a second.
  let rate: Double
  /// Downward, m/s².
  let gravity: Double
  /// Heights count from here, metres.
  let ground: Double
  /// objects × horizon, metres.
  let positions: [[SIMD3<Double>]]
  /// objects × horizon: whether the readout can measure truth in two views.
  let isMeasurable: [[Bool]]
  /// objects × horizon: who touched the object since the frame before; nil where truth recorded no contacts.
  let touching: [[Set<String>]]?
  /// Things that may push: the arm and the other objects. What else touches is fixed and does no work.
  let movers: Set<String>
  /// Kilograms by object; nil where unknown.
  let masses: [Double?]

  init(_ objects: ObjectTruth) {
    let truth = objects.truth
    names = truth.objects.map(\.name)
    (rate, gravity) = (truth.rate, truth.gravity)
    positions = objects.objectIndices.map { o in (0..<objects.horizon).map { objects.position(o, $0) } }
    ground = truth.supportHeight ?? positions.joined().map(\.z).min() ?? 0
    isMeasurable = objects.objectIndices.map { o in
      (0..<objects.horizon).map { !objects.cameras(object: o, frame: $0).isEmpty }
    }
    movers = Set(truth.segmentNames).union(names)
    masses = names.map { truth.masses[$0] }
    touching = Self.touching(truth)
  }

  /// From states alone, all of them measurable.
  init(
    names: [String], rate: Double, gravity: Double, positions: [[SIMD3<Double>]], touching: [[Set<String>]]?,
    movers: Set<String>, masses: [Double?]
  ) {
    (self.names, self.rate, self.gravity, self.positions) = (names, rate, gravity, positions)
    (self.touching, self.masses) = (touching, masses)
    self.movers = movers.union(names)
    ground = positions.joined().map(\.z).min() ?? 0
    isMeasurable = positions.map { $0.map { _ in true } }
  }

  var horizon: Int { positions.first?.count ?? 0 }

  /// Runs of frames of at least `length` in which an object is measurable and `allowed` holds of what touches it.
  func runs(object o: Int, length: Int, _ allowed: (Set<String>) -> Bool) -> [Range<Int>] {
    guard let touching else { return [] }
    var runs: [Range<Int>] = []
    var start = 0
    for t in 0...horizon {
      if t < horizon, isMeasurable[o][t], allowed(touching[o][t]) { continue }
      if t - start >= length { runs.append(start..<t) }
      start = t + 1
    }
    return runs
  }

  private static func touching(_ truth: Truth) -> [[Set<String>]]? {
    guard let contacts = truth.contacts else { return nil }
    let names = truth.objects.map(\.name)
    var sets = names.map { _ in [Set<String>](repeating: [], count: truth.horizon) }
    for contact in contacts where (truth.context..<truth.frames).contains(contact.frame) {
      for (me, other) in [(contact.first, contact.second), (contact.second, contact.first)] {
        if let o = names.firstIndex(of: me) { sets[o][contact.frame - truth.context].insert(other) }
      }
    }
    return sets
  }
}
