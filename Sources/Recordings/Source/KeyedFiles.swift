/// Files by the episodes that they are named for: `1.npz` and `000001.npz` are both the first one's.
struct KeyedFiles: Sendable {
  private(set) var paths: [EpisodeKey: String] = [:]
  /// A line for each file whose episode another file holds already: no episode may disappear without one.
  private(set) var problems: [DataProblem] = []

  /// - Parameter found: in order; of two files of one episode the first is used.
  init(_ found: [(key: EpisodeKey, path: String)]) {
    for (key, path) in found {
      if let first = paths[key] {
        let text = "\(path) is skipped: \(first) is episode \(key) too. Rename one of them to import both"
        problems.append(DataProblem(.metadata, text))
      } else {
        paths[key] = path
      }
    }
  }

  var keys: [EpisodeKey] { paths.keys.sorted() }

  /// In the order of their episodes.
  var sortedPaths: [String] { keys.compactMap { paths[$0] } }
}
