import CMuJoCo
import Diagnostics
import Foundation

/// A compiled MJCF world: its robot, its free objects and its cameras.
///
/// It is never changed after loading, so threads share it.
///
/// Segmentation values: 0 for whatever is fixed to the world, then 1 for the robot (`arm`, where there is one), then
/// one per free object, in the order of the file.
public final class World: @unchecked Sendable {
  public struct Actuator: Sendable {
    public var name: String
    public var lower: Double
    public var upper: Double
    /// Address in `qpos` of the joint it moves.
    var position: Int
    var isSlide: Bool
  }

  let model: UnsafeMutablePointer<mjModel>
  /// The file, or the name given with a string.
  public let source: String
  /// SHA-256 of the world file's bytes (files that it includes are not covered).
  public let sha256: String
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

  public convenience init(file path: String) throws {
    guard let data = try? Data(contentsOf: URL(fileURLWithPath: path)) else {
      throw UserError.unreadable(path, fix: "Give the path of an MJCF file, such as scenarios/tabletop/world.xml")
    }
    // Loaded by path, so that the meshes and files it names are found beside it.
    try self.init(source: path, sha256: SHA256.hex(data)) { mj_loadXML(path, nil, $0, $1) }
  }

  public convenience init(xml: String, name: String) throws {
    try self.init(source: name, sha256: SHA256.hex(xml.utf8)) { orrery_load_string(xml, $0, $1) }
  }

  private init(
    source: String, sha256: String, load: (UnsafeMutablePointer<CChar>, Int32) -> UnsafeMutablePointer<mjModel>?
  ) throws {
    orrery_quiet()
    var message = [CChar](repeating: 0, count: 1000)
    guard
      let model = message.withUnsafeMutableBufferPointer({ buffer in buffer.baseAddress.flatMap { load($0, 1000) } })
    else {
      let words = String(decoding: message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      throw UserError(words.replacingOccurrences(of: "\n", with: " "), at: source, fix: "Correct the world file")
    }
    self.model = model
    self.source = source
    self.sha256 = sha256
    let survey: ModelSurvey
    do {
      survey = try ModelSurvey(model, source: source)
    } catch {
      mj_deleteModel(model)
      throw error
    }
    cameras = survey.cameras
    actuators = survey.actuators
    joints = survey.joints
    objects = survey.objects
    segmentNames = survey.segmentNames
    labels = survey.labels
    touchNames = survey.touchNames
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
