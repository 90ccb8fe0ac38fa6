/// How well the readout finds objects whose masks are known: on truth, and on truth passed through the compressor.
///
/// Gate, once per scenario: mean intersection over union ≥ 0.90 and mean displacement ≤ 0.3% of the diagonal, over every
/// view, object and predicted frame of which at least half shows. What is not found there counts with 0 and with ℓ.
public struct ReadoutGate: Codable, Sendable, Equatable {
  /// The readout's error on one set of frames: the floor under every score that rests on it.
  public struct Floor: Codable, Sendable, Equatable {
    /// Mean intersection over union with the true masks.
    public var overlap: Double
    /// Mean distance between the centroids, px.
    public var displacement: Double
    /// The same as a share of the diagonal.
    public var displacementShare: Double
    /// Triples of view, object and frame.
    public var count: Int

    public var passes: Bool { count > 0 && overlap >= 0.90 && displacementShare <= 0.003 }
  }

  public var truth: Floor
  /// Nil without a compressor.
  public var compressed: Floor?
  /// By `camera/object`, on truth.
  public var objects: [String: Floor]

  /// Whether both gates are passed.
  public var passes: Bool { truth.passes && (compressed?.passes ?? true) }
}

extension ObjectTruth {
  /// The gate on truth, and on the round-tripped clips of the predicted frames where they are given.
  func gate(compressed: [Clip]?) -> ReadoutGate {
    var objects: [String: ReadoutGate.Floor] = [:]
    for v in viewIndices {
      for o in objectIndices {
        let name = "\(truth.views[v].camera)/\(truth.objects[o].name)"
        objects[name] = floor(reading, views: [v], objects: [o])
      }
    }
    let all = (Array(viewIndices), Array(objectIndices))
    return ReadoutGate(
      truth: floor(reading, views: all.0, objects: all.1),
      compressed: compressed.map { floor(read($0), views: all.0, objects: all.1) }, objects: objects)
  }

  private func floor(_ reading: Reading, views: [Int], objects: [Int]) -> ReadoutGate.Floor {
    var overlap = 0.0
    var displacement = 0.0
    var share = 0.0
    var count = 0
    for v in views {
      guard let masks = masks[v] else { continue }
      let diagonal = truth.views[v].clip.diagonal
      for o in objects {
        for t in 0..<horizon where masks.visible[o][truth.context + t] >= Self.leastVisible {
          guard let mask = masks.sightings[o][truth.context + t] else { continue }
          let found = reading.sighting(view: v, object: o, frame: t)
          let distance = found.map { ($0.centroid - mask.centroid).length } ?? diagonal
          overlap += found?.overlap(mask) ?? 0
          displacement += distance
          share += distance / diagonal
          count += 1
        }
      }
    }
    let n = Double(max(1, count))
    return .init(overlap: overlap / n, displacement: displacement / n, displacementShare: share / n, count: count)
  }
}
