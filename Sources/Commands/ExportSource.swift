import Diagnostics
import Episodes
import Foundation
import Media
import Recordings
import RunStore
import Scenarios

/// The episodes of a data set or a run, one at a time.
struct ExportSource {
  let robot: String
  let actionNames: [String]
  let stateNames: [String]
  let count: Int
  let clip: (Int) throws -> ExportClip

  /// - Throws: `UserError` where nothing is there, or a recording that is no data set yet.
  init(dataset path: String) throws {
    if let format = try Recording.foreign(path) {
      throw UserError(
        "is a recording (\(format.rawValue)), no data set", at: path,
        fix: "Import it first: orrery import \(ShellWord.quoted(path)) --out FOLDER")
    }
    let set = try EpisodeDataset(path: path)
    guard set.count > 0 else { throw UserError("there are no episodes", at: path) }
    let first = try set.episode(0, EpisodeSelection(cameras: [], geometry: false, truth: false))
    guard first.rate > 0 else {
      throw UserError(
        "does not say how many frames a second it has", at: path,
        fix: "Import it first: orrery import \(ShellWord.quoted(path)) --out FOLDER")
    }
    let contract = set.header?.contract
    robot = contract?.robot ?? "unknown"
    actionNames = contract?.dimensions.map(\.name) ?? Self.numbered("action", first.actions.first?.count ?? 0)
    let states = first.states.first?.count ?? 0
    stateNames = first.stateNames.count == states ? first.stateNames : Self.numbered("state", states)
    count = set.count
    clip = { number in
      let episode = try set.episode(number, .colour)
      return ExportClip(
        cameras: episode.views.map { .init(name: $0.camera, width: $0.width, height: $0.height) },
        frames: episode.frames, rate: episode.rate, actions: episode.actions, states: episode.states,
        task: Self.task(of: episode)
      ) { camera, frame in
        let view = episode.views[camera]
        let start = frame * view.frameBytes
        return Image(width: view.width, height: view.height, pixels: Array(view.rgb[start..<start + view.frameBytes]))
      }
    }
  }

  /// Truth, then the samples.
  init(run record: RunRecord) throws {
    let view = try RunView.read(from: URL(fileURLWithPath: record.folder))
    let source = try RunFrameSource(record)
    robot = "orrery"
    actionNames = view.actions.map(\.name)
    stateNames = []
    count = 1 + source.sampleCount
    // The last action leads beyond the clip and may be missing.
    let actions = (0..<view.frames).map { t in
      view.actions.map { Float($0.value(at: t) ?? $0.values.lazy.compactMap { $0 }.last ?? 0) }
    }
    clip = { number in
      let picture = { (camera: Int, frame: Int) throws -> Image in
        let image =
          number == 0
          ? try source.truth(camera: camera, frame: frame)
          : try source.prediction(sample: number - 1, camera: camera, frame: frame)
        guard let image else { throw UserError("frame \(frame) is missing", at: record.folder) }
        return image
      }
      let cameras = try view.cameras.enumerated().map { index, name in
        let image = try picture(index, 0)
        return ExportClip.Camera(name: name, width: image.width, height: image.height)
      }
      let kind =
        number == 0
        ? "as it happened"
        : "as \(URL(fileURLWithPath: record.modelPath).lastPathComponent) predicts it, sample \(number)"
      return ExportClip(
        cameras: cameras, frames: view.frames, rate: view.rate, actions: actions, task: "\(record.scenario), \(kind)",
        picture: picture)
    }
  }

  private static func numbered(_ name: String, _ count: Int) -> [String] { (0..<count).map { "\(name)_\($0)" } }

  /// The task's text where the recording had one, else the policy's name.
  private static func task(of episode: Episode) -> String {
    struct Spec: Decodable { var task: String? }
    let spec = try? JSONDecoder().decode(Spec.self, from: Data(episode.spec.utf8))
    return spec?.task.flatMap { $0.isEmpty ? nil : $0 } ?? episode.policy
  }
}
