import Episodes
import Foundation
import Simulation
import TensorCore
import WorldModel

/// A folder with a tiny untrained model, a recording and a scenario, in which the real program is tried.
struct Workplace {
  static let side = 32
  static let frames = 300

  let folder: URL

  /// Copied from one that is made once.
  init() throws {
    folder = Self.temporary()
    try FileManager.default.copyItem(at: try Self.original.get(), to: folder)
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  func url(_ name: String) -> URL { folder.appendingPathComponent(name) }

  func bytes(_ name: String) throws -> Data { try Data(contentsOf: url(name)) }

  func write(_ text: String, to name: String) throws { try Data(text.utf8).write(to: url(name)) }

  func change(_ name: String, _ old: String, _ new: String) throws {
    let text = String(decoding: try bytes(name), as: UTF8.self)
    precondition(text.contains(old), "\(name) does not hold \(old)")
    try write(text.replacing(old, with: new), to: name)
  }

  func truncate(_ name: String, to count: Int) throws { try bytes(name).prefix(count).write(to: url(name)) }

  /// Temporary and half-made things anywhere below.
  var leftovers: [String] {
    (FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []).filter { path in
      [".tmp", ".part", ".lock"].contains { path.hasSuffix($0) }
    }
  }

  /// The finished runs in the store.
  var runs: [String] { (try? FileManager.default.contentsOfDirectory(atPath: url("store/runs").path)) ?? [] }

  private static func temporary() -> URL {
    FileManager.default.temporaryDirectory.appendingPathComponent("commands-\(UUID().uuidString)")
  }

  private static let original = Result { try make() }

  private static func make() throws -> URL {
    let place = Workplace(at: temporary())
    try FileManager.default.createDirectory(at: place.folder, withIntermediateDirectories: true)
    let contract = ActionContract(
      robot: "toy", frame: "joint", rotation: "none", rate: 10, clamp: .clamp,
      dimensions: [
        .init(name: "yaw", unit: "rad", kind: .jointPosition, q01: -1, q99: 1, lower: -1.5, upper: 1.5),
        .init(name: "lift", unit: "m", kind: .jointPosition, q01: 0, q99: 1, lower: 0, upper: 1),
      ])
    try place.writeModel(contract)
    try place.writeRecording(contract)
    try place.write(scenario, to: "scenario.yaml")
    return place.folder
  }

  private init(at folder: URL) { self.folder = folder }

  private func writeModel(_ contract: ActionContract) throws {
    let random = Philox(seed: 1, stream: 1)
    let compressor = Compressor(
      CompressorConfiguration(latent: 4, fine: 8, coarse: 8, fineBlocks: 1, coarseBlocks: 1), random: random)
    let other = ModelFolder(url("compressor"))
    try compressor.write(to: other, record: "training:\n  steps: 0\n")
    let dynamics = Dynamics(
      DynamicsConfiguration(
        latent: 4, patch: 2, views: 1, width: 16, depth: 2, heads: 2, mlp: 2, modulationRank: 4,
        actionWidth: contract.width, group: 4, window: 4), random: random)
    let setting = ModelSetting(
      compressor: other.url, compressorHash: try other.hash(), cameras: ["front"], sizes: [(Self.side, Self.side)],
      contextNoise: 0.02, contract: contract)
    try dynamics.write(to: ModelFolder(url("model")), setting: setting, record: "training:\n  steps: 0\n")
  }

  /// Two episodes of a square that moves as its actions say.
  private func writeRecording(_ contract: ActionContract) throws {
    let header = EpisodeFileHeader(contract: contract, rate: 10, world: "toy", engine: "none")
    let writer = try EpisodeWriter(path: url("recording.h5").path, header: header)
    for seed in 0..<2 {
      var rgb = [UInt8](repeating: 90, count: Self.frames * Self.side * Self.side * 3)
      for t in 0..<Self.frames {
        for y in 8..<16 {
          for x in 0..<8 { rgb[((t * Self.side + y) * Self.side + (x + t + 3 * seed) % Self.side) * 3] = 230 }
        }
      }
      let view = Episode.View(camera: "front", width: Self.side, height: Self.side, rgb: rgb)
      let actions = (0..<Self.frames).map { [Float($0 % 20) / 20, 0.5] }
      try writer.append(
        Episode(
          seed: UInt64(seed), policy: "slide", rate: 10, frames: Self.frames, views: [view], actions: actions))
    }
    try writer.finish()
  }

  private static let scenario = """
    schema: 1
    record: {dataset: recording.h5, episode: 0}
    cameras: [front]
    size: 32
    context: 5
    horizon: 8
    actions: recorded
    model: model

    """
}
