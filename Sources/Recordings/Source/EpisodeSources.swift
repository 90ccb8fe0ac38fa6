/// A reader that names the files an episode comes from, so that an import notices when they have changed.
protocol EpisodeSources {
  /// Table or archive and pictures, in a fixed order, whether they are there or not.
  func sources(of key: EpisodeKey) -> [String]
}

extension PictureSource {
  /// The files that hold them.
  var paths: [String] {
    switch self {
    case .video(let path), .part(let path, _), .column(let path, _, _): [path]
    case .files(let paths): paths
    case .dataset(let file, _, _): [file.path]
    }
  }
}
