/// The colours of one view's objects and of everything else, learnt from the context frames.
struct ColourModel {
  /// What is known of one object; `index` is its place in the truth's list.
  struct Appearance {
    let index: Int
    /// Median feature over the eroded masks.
    let feature: SIMD4<Float>
    let filter: SIMD4<Float>
    /// Median area over the context frames that show it, px.
    let area: Double
    /// Where it was last seen in the context.
    let last: Sighting
  }

  let objects: [Appearance]
  /// Centres of the reject class, in features.
  let rejects: [SIMD4<Float>]

  private static let clusters = 8

  /// Objects that no context frame shows get no appearance.
  init(_ view: Truth.View, masks: TruthMasks, context: Int) {
    let samples = ColourSamples(view.clip, masks: masks, context: context)
    let groups = ColourClusters(samples.rest.map(ColourFeature.of), count: Self.clusters)
    let rest = groups.centres.indices.map { k in
      zip(samples.rest, groups.assignment).filter { $0.1 == k }.map(\.0)
    }
    rejects = groups.centres
    let medians = samples.objects.mapValues(median)
    objects = masks.sightings.indices.compactMap { o in
      let seen = masks.sightings[o].prefix(context).compactMap { $0 }
      guard let last = seen.last, let colour = medians[o], let core = samples.cores[o] else { return nil }
      let others = medians.filter { $0.key != o }.sorted { $0.key < $1.key }.map(\.value)
      return Appearance(
        index: o, feature: median(core.map(ColourFeature.of)),
        filter: MatchedFilter.weights(object: colour, rest: rest, others: others),
        area: seen.map { Double($0.area) }.median ?? 0, last: last)
    }
  }
}

/// The median of each channel.
private func median(_ colours: [SIMD4<Float>]) -> SIMD4<Float> {
  var result = SIMD4<Float>.zero
  for c in 0..<3 { result[c] = Float(colours.map { Double($0[c]) }.median ?? 0) }
  return result
}
