import CMuJoCo
import Configuration
import Diagnostics
import Foundation

/// What a world file says about itself in `<custom>`: how fast it is recorded, and where its starts are drawn from.
///
///     <custom>
///       <numeric name="rate" data="30"/>
///       <text name="starts" data="fall.starts.yaml"/>
///     </custom>
struct WorldCustoms {
  /// Frames and actions a second where the file does not say.
  static let usualRate = 10.0

  private let model: UnsafeMutablePointer<mjModel>
  private let source: String

  init(_ model: UnsafeMutablePointer<mjModel>, source: String) { (self.model, self.source) = (model, source) }

  /// Frames and actions a second.
  ///
  /// - Throws: a `UserError` where it is no sensible rate or the physics steps do not divide a frame.
  func rate() throws -> Double {
    let index = Int(mj_name2id(model, Int32(mjOBJ_NUMERIC.rawValue), "rate"))
    let rate = index >= 0 ? model.pointee.numeric_data[Int(model.pointee.numeric_adr[index])] : Self.usualRate
    guard (1...1000).contains(rate) else {
      throw UserError(
        "the rate \(rate) is outside 1–1000 frames a second", at: source, fix: "Correct <numeric name=\"rate\">")
    }
    let steps = 1 / rate / model.pointee.opt.timestep
    guard steps > 0.5, abs(steps - steps.rounded()) < 1e-4 * steps else {
      throw UserError(
        "a frame of 1/\(rate) s is not a whole number of physics steps of \(model.pointee.opt.timestep) s", at: source,
        fix: "Choose a timestep that divides it")
    }
    return rate
  }

  /// The name of the file with the start ranges, relative to the world's own.
  private var startsFile: String? {
    let index = Int(mj_name2id(model, Int32(mjOBJ_TEXT.rawValue), "starts"))
    guard index >= 0 else { return nil }
    let (start, size) = (Int(model.pointee.text_adr[index]), Int(model.pointee.text_size[index]))
    let bytes = (0..<size).map { UInt8(bitPattern: model.pointee.text_data[start + $0]) }
    return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
  }

  /// The start ranges and their file's bytes.
  func starts(_ actuators: [World.Actuator], hasFolder: Bool) throws -> (StartRanges?, Data?) {
    guard let name = startsFile else { return (nil, nil) }
    guard hasFolder else {
      throw UserError("start ranges need a world that is a file", at: source, fix: "Load the world by its path")
    }
    let file = URL(fileURLWithPath: source).deletingLastPathComponent().appendingPathComponent(name)
    let ranges = try StartRanges(SettingsNode(file: file), model: model, actuators: actuators)
    return (ranges, try Data(contentsOf: file))
  }
}
