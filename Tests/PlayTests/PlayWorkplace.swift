import Diagnostics
import Foundation
import Scenarios
import Simulation
import TensorCore
import TestSupport
import WorldModel

@testable import Play

/// A tiny untrained model of the table top, and a scenario that it can be driven in.
struct PlayWorkplace {
  let folder: URL
  let scenario: Scenario
  let model: WorldModel

  static let world = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../scenarios/tabletop/world.xml").standardizedFileURL

  /// - Parameters:
  ///   - actions: of the scenario, in YAML's short form.
  ///   - program: written beside it as `policy.py`.
  init(actions: String = "{script: {policy: reach}}", program: String? = nil) throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("play-\(UUID().uuidString)")
    try AtomicFile.makeFolder(folder.path)
    try Self.writeModel(to: folder)
    let file = folder.appendingPathComponent("free.yaml")
    try AtomicFile.write(Self.text + "actions: \(actions)\n", to: file.path)
    if let program { try AtomicFile.write(program, to: folder.appendingPathComponent("policy.py").path) }
    scenario = try Scenario(file: file)
    model = try WorldModel(folder: URL(fileURLWithPath: scenario.model.path), precision: .f32)
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  func session() throws -> PlaySession { try PlaySession(PlayOrigin(scenario), model: model) }

  private static func writeModel(to folder: URL) throws {
    let contract = try World(file: world.path).contract
    let random = Philox(seed: 1, stream: 1)
    let compressor = Compressor(
      CompressorConfiguration(latent: 4, fine: 8, coarse: 8, fineBlocks: 1, coarseBlocks: 1), random: random)
    let other = ModelFolder(folder.appendingPathComponent("compressor"))
    try compressor.write(to: other, record: "training:\n  steps: 0\n")
    let dynamics = Dynamics(
      DynamicsConfiguration(
        latent: 4, patch: 2, views: 2, width: 16, depth: 2, heads: 2, mlp: 2, modulationRank: 4,
        actionWidth: contract.width, group: 4, window: 4), random: random)
    let setting = ModelSetting(
      compressor: other.url, compressorHash: try other.hash(), cameras: ["front", "side"], sizes: [(32, 32)],
      contextNoise: 0.02, contract: contract)
    try dynamics.write(
      to: ModelFolder(folder.appendingPathComponent("model")), setting: setting, record: "training:\n  steps: 0\n")
  }

  private static let text = """
    schema: 1
    name: free
    world: "\(world.path)"
    seed: 210007
    cameras: [front, side]
    size: 32
    context: 5
    horizon: 8
    model: model
    sampler: {steps: 2, seeds: [7]}
    takes: 1

    """
}
