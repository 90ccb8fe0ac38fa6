import Diagnostics
import Episodes
import Foundation
import Recordings

/// What a scenario's `record` names: a data set, or a robot's recording as it lies there.
enum RecordedEpisodes {
  case dataset(EpisodeDataset)
  case recording(DirectRecording)

  /// - Throws: `UserError` where nothing is there, or nothing that can be read.
  init(_ url: URL, cameras: [String], shape: FrameShape) throws {
    // What is missing is told as for data sets: most often it has yet to be imported.
    let isThere = FileManager.default.fileExists(atPath: url.path)
    self =
      try !isThere || Recording.isDataset(url.path)
      ? .dataset(try EpisodeDataset(path: url.path))
      : .recording(
        try DirectRecording(url.path, cameras: cameras, size: .fixed(width: shape.width, height: shape.height)))
  }

  var contract: ActionContract? {
    switch self {
    case .dataset(let set): set.header?.contract
    case .recording(let recording): recording.contract
    }
  }

  var count: Int {
    switch self {
    case .dataset(let set): set.count
    case .recording(let recording): recording.count
    }
  }

  func frames(of index: Int) throws -> Int {
    switch self {
    case .dataset(let set): try set.summary(index).frames
    case .recording(let recording): try recording.frames(of: index)
    }
  }

  func actions(of index: Int) throws -> [[Float]] {
    switch self {
    case .dataset(let set):
      try set.episode(index, EpisodeSelection(cameras: [], geometry: false, truth: false)).actions
    case .recording(let recording): try recording.actions(of: index)
    }
  }

  /// Some frames of an episode.
  func episode(_ index: Int, _ frames: Range<Int>, cameras: [String]) throws -> Episode {
    switch self {
    case .dataset(let set): try set.episode(index, EpisodeSelection(frames: frames, cameras: cameras))
    case .recording(let recording): try recording.episode(index).cut(frames, cameras: cameras)
    }
  }
}

extension Scenario {
  /// Frames of each episode that its `record` could name; none where it has a world.
  public func recordedLengths() throws -> [Int] {
    guard case .recording(let url, _, _) = truth else { return [] }
    let data = try RecordedEpisodes(url, cameras: cameras, shape: shape)
    return try (0..<data.count).map(data.frames)
  }

  /// Changes when what its `record` names does: a data set's content, or names, sizes and times of a recording's files.
  public func recordedIdentity() throws -> String {
    guard case .recording(let url, _, _) = truth else { return "" }
    if try Recording.isDataset(url.path) { return try EpisodeDataset(path: url.path).identity() }
    let files = FileManager.default
    guard let all = files.enumerator(atPath: url.path) else { throw UserError.unreadable(url.path) }
    let lines = try all.compactMap { $0 as? String }.sorted().map { name in
      let facts = try files.attributesOfItem(atPath: url.appendingPathComponent(name).path)
      let time = (facts[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
      return "\(name) \(facts[.size] ?? 0) \(time)"
    }
    return SHA256.hex(lines.joined(separator: "\n").utf8)
  }
}

extension Episode {
  /// The frames of a range as an episode of their own, of the named cameras in that order.
  fileprivate func cut(_ range: Range<Int>, cameras: [String]) -> Episode {
    var part = self
    part.frames = range.count
    part.views = cameras.compactMap { name in
      guard var view = views.first(where: { $0.camera == name }) else { return nil }
      view.rgb = Array(view.rgb[range.lowerBound * view.frameBytes..<range.upperBound * view.frameBytes])
      return view
    }
    part.actions = Array(actions[range])
    part.states = states.isEmpty ? [] : Array(states[range])
    return part
  }
}
