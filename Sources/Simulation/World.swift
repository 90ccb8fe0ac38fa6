import CMuJoCo
import Configuration
import Diagnostics
import Foundation

/// A compiled MJCF world: its robot, its free objects and its cameras.
///
/// It is never changed after loading, so threads share it.
///
/// Segmentation values: 0 for whatever is fixed to the world, then 1 for the robot (`arm`, where one can be seen), then
/// one per object, in the order of the file.
public final class World: @unchecked Sendable {
  public struct Actuator: Sendable {
    public var name: String
    public var lower: Double
    public var upper: Double
    /// Address in `qpos` of the joint it moves.
    var position: Int
    var isSlide: Bool
    /// Moves cameras and nothing else: a rig without a body to be seen.
    public var movesCamera: Bool
  }

  let model: UnsafeMutablePointer<mjModel>
  /// The file, or the name given with a string.
  public let source: String
  /// SHA-256 of the world file's bytes; of them, the files that it includes, its assets and its start ranges where it has
  /// any.
  public let sha256: String
  /// Frames and actions a second.
  public let rate: Double
  /// Where starts are drawn from; nil: objects are scattered over the arm's workspace, or stay as the file has them.
  public let starts: StartRanges?
  public let cameras: [String]
  public let actuators: [Actuator]
  /// The robot's joints, in the order of the states.
  public let joints: [Joint]
  public let objects: [FreeObject]
  /// Names behind segmentation values 1, 2, …
  public let segmentNames: [String]
  /// Segmentation value of each geom.
  let labels: [UInt8]
  /// Who touches, for each geom: `arm`, an object's name, or the name of a fixed geom.
  let touchNames: [String]

  /// - Throws: a `UserError` with MuJoCo's words, or with the place in the file of start ranges.
  public convenience init(file path: String) throws {
    let files = try WorldFiles(world: path)
    // Loaded by path, so that the meshes and files it names are found beside it.
    try self.init(source: path, files: files) { mj_loadXML(path, nil, $0, $1) }
  }

  /// Downward acceleration, m/s²; nil where nothing pulls down.
  public var gravity: Double? {
    let down = -model.pointee.opt.gravity.2
    return down > 0 ? down : nil
  }

  public convenience init(xml: String, name: String) throws {
    try self.init(source: name, sha256: SHA256.hex(xml.utf8)) { orrery_load_string(xml, $0, $1) }
  }

  private init(
    source: String, files: WorldFiles? = nil, sha256: String = "",
    load: (UnsafeMutablePointer<CChar>, Int32) -> UnsafeMutablePointer<mjModel>?
  ) throws {
    let model = try Self.load(source, load)
    do {
      let survey = try ModelSurvey(model, source: source)
      let customs = WorldCustoms(model, source: source)
      rate = try customs.rate()
      let (ranges, bytes) = try customs.starts(survey.actuators, hasFolder: files != nil)
      (starts, self.sha256) = (ranges, files?.sha256(with: bytes) ?? sha256)
      cameras = survey.cameras
      actuators = survey.actuators
      joints = survey.joints
      objects = survey.objects
      segmentNames = survey.segmentNames
      labels = survey.labels
      touchNames = survey.touchNames
    } catch {
      mj_deleteModel(model)
      throw error
    }
    self.model = model
    self.source = source
  }

  private static func load(
    _ source: String, _ load: (UnsafeMutablePointer<CChar>, Int32) -> UnsafeMutablePointer<mjModel>?
  ) throws -> UnsafeMutablePointer<mjModel> {
    orrery_quiet()
    var message = [CChar](repeating: 0, count: 1000)
    let model = message.withUnsafeMutableBufferPointer { buffer in buffer.baseAddress.flatMap { load($0, 1000) } }
    if let model { return model }
    let words = String(decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    throw UserError(words.replacingOccurrences(of: "\n", with: " "), at: source, fix: "Correct the world file")
  }

  deinit { mj_deleteModel(model) }

  /// MuJoCo's version, which pixels and contacts depend on.
  public static var engineVersion: String { String(cString: mj_versionString()) }

  public func object(named name: String) throws -> FreeObject {
    if let object = objects.first(where: { $0.name == name }) { return object }
    throw UserError(
      "no object is called \"\(name)\"", at: source,
      fix: "This world has \(objects.map(\.name).joined(separator: ", "))")
  }

  func camera(named name: String) throws -> Int32 {
    if let index = cameras.firstIndex(of: name) { return Int32(index) }
    throw UserError(
      "no camera is called \"\(name)\"", at: source, fix: "This world has \(cameras.joined(separator: ", "))")
  }
}
