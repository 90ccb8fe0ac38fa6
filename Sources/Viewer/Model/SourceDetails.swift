/// What a source says about one sample, asked for once rather than in every picture.
struct SourceDetails {
  /// Truth's and every sample's.
  var paths: [ObjectPath] = []
  /// The objects' names, each once, in the order of their colours.
  var objects: [String] = []
  var actions: [Series] = []
  var curves: [Series] = []
  var scores: [ScoreRow] = []
  var facts: [Fact] = []
  var spacePaths: [SpacePath] = []

  /// Whether there is anything for the right side of the window.
  var hasPlots: Bool { !(actions.isEmpty && curves.isEmpty && scores.isEmpty) }

  init() {}

  init(of source: any FrameSource, sample: Int) {
    paths = source.paths
    objects = paths.reduce(into: []) { names, path in
      if !names.contains(path.object) { names.append(path.object) }
    }
    spacePaths = source.spacePaths.filter { $0.sample == nil || $0.sample == sample }
    (actions, facts) = (source.actions, source.facts)
    (curves, scores) = (source.curves(sample: sample), source.scores(sample: sample))
  }
}
