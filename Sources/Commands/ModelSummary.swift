import Configuration
import Diagnostics
import Episodes
import Foundation
import NeuralNetwork
import WorldModel

/// The object that `orrery model info|check --json` prints.
struct ModelSummary: Encodable {
  struct Hashes: Encodable {
    /// SHA-256 of the file of weights.
    var weights: String
    /// Of the compressor that a dynamics model was trained with.
    var compressor: String?
    /// Over both, as runs record it.
    var model: String?
  }

  var path: String
  /// `compressor` or `world_model`.
  var kind: String
  /// Numbers in the file of weights; a world model's compressor not among them.
  var parameters: Int
  /// `model.yaml` without the contract and the training record.
  var configuration: [String: SettingsValue]
  var actionContract: [ActionContract.Dimension]
  var rate: Double?
  var training: SettingsValue
  var hashes: Hashes
  /// Whether every number was read and every shape compared, as `check` does.
  var checked: Bool

  enum CodingKeys: String, CodingKey {
    case path, kind, parameters, configuration, rate, training, hashes, checked
    case actionContract = "action_contract"
  }

  /// - Throws: `UserError` where the folder holds no sound model.
  init(folder: ModelFolder, checking: Bool) throws {
    let root = try folder.readSettings()
    path = folder.url.path
    checked = checking
    let isWorld = try root.optional("dynamics") != nil
    kind = isWorld ? "world_model" : "compressor"
    training = try root.optional("training")?.value() ?? .mapping([:])
    guard case .mapping(var all) = try root.value() else { throw root.error("this is no mapping") }
    for key in ["contract", "training"] { all[key] = nil }
    configuration = all
    hashes = Hashes(weights: try folder.hash(), compressor: nil, model: nil)
    actionContract = []
    if isWorld {
      let setting = try folder.readModelSetting()
      actionContract = setting.contract.dimensions
      rate = setting.contract.rate
      hashes.compressor = setting.compressorHash
      let dynamics: Dynamics
      if checking {
        let whole = try WorldModel(folder: folder.url)
        hashes.model = whole.hash
        dynamics = whole.dynamics
      } else {
        dynamics = try folder.loadDynamics()
      }
      parameters = dynamics.parameterCount
    } else {
      parameters = try folder.loadCompressor().parameterCount
    }
  }
}
