import Diagnostics
import Episodes
import Synchronization

/// Looks through a recording: every table, and every video's list of frames, but no picture.
public struct Surveyor: Sendable {
  let reader: any RecordingReader
  let path: String
  let options: ImportOptions

  public init(_ path: String, _ options: ImportOptions) throws {
    self.path = path
    self.options = options
    reader = try Recording.open(path, format: options.format)
  }

  /// How many there are to look through.
  public var episodes: Int { (try? chosenKeys().count) ?? 0 }

  /// One episode as far as the survey needs it.
  private struct Finding: Sendable {
    var key: EpisodeKey
    var checked: CheckedEpisode?
    var reason = ""
  }

  public func survey(progress: ProgressMeter? = nil) throws -> RecordingSurvey {
    let keys = try chosenKeys()
    guard !keys.isEmpty else {
      let reason = reader.facts.problems.first.map { ": \($0.detail)" } ?? ""
      throw UserError(
        "holds no episodes\(reason)", at: path, fix: "Check that the tables are there, not only their descriptions")
    }
    let cameras = try chosenCameras()
    let findings = try inspect(keys, EpisodeInspector(facts: reader.facts, cameras: cameras), progress)
    var draft = SurveyDraft(reader: reader, path: path, options: options, cameras: cameras)
    for finding in findings {
      if let checked = finding.checked { draft.add(checked) } else { draft.skip(finding.key, finding.reason) }
    }
    return try draft.finish(found: keys.count)
  }

  func chosenKeys() throws -> [EpisodeKey] {
    guard let wanted = options.episodes else { return reader.keys }
    let chosen = reader.keys.filter { key in
      if case .number(let number) = key { return wanted.contains(number) }
      return false
    }
    guard !chosen.isEmpty else {
      throw UserError(
        "none of these episodes is there", at: "--episodes", fix: "There are \(reader.keys.count) in \(path)")
    }
    return chosen
  }

  func chosenCameras() throws -> [String] {
    let present = reader.facts.cameras
    let chosen = options.cameras ?? present.filter { !reader.facts.rareCameras.contains($0) }
    if let twice = chosen.first(where: { name in chosen.count { $0 == name } > 1 }) {
      throw UserError("the camera \(twice) is named twice", at: "--cameras", fix: "Name each once")
    }
    if let unknown = chosen.first(where: { !present.contains($0) }) {
      throw UserError(
        "no camera is called \(unknown)", at: "--cameras",
        fix: present.isEmpty ? "There are none" : "There are \(present.joined(separator: ", "))")
    }
    guard !chosen.isEmpty else {
      let isRobomimic = reader.format == .robomimic
      throw UserError(
        "has no camera", at: path,
        fix: isRobomimic
          ? "Make pictures with robomimic's dataset_states_to_obs.py --camera_names" : "Pictures are needed")
    }
    return chosen
  }

  private func inspect(_ keys: [EpisodeKey], _ inspector: EpisodeInspector, _ progress: ProgressMeter?) throws
    -> [Finding]
  {
    try WorkSharing.map(keys, workers: options.workers, start: PictureSession.init) { session, key in
      defer { progress?.advance() }
      do {
        var checked = try inspector.inspect(try reader.episode(key), session)
        // Nobody asks for them again, and thousands of episodes may lie in one video, each with its own list.
        for camera in checked.cameras.indices { checked.cameras[camera].facts.times = nil }
        return Finding(key: key, checked: checked)
      } catch let error as UserError {
        return Finding(key: key, reason: error.reason(of: key))
      }
    }
  }
}
