import Diagnostics

/// How large frames become. Models want multiples of 16.
public enum FrameSize: Equatable, Sendable {
  /// The recording's shape at the most pixels up to 192².
  case automatic
  /// The recording's own size, to the nearest multiples of 16.
  case native
  case fixed(width: Int, height: Int)

  static let step = 16
  static let pixels = 192 * 192
  /// By how much a shape may change without anyone asking: no one sees it.
  static let tolerance = 0.025
  /// By how much it may change where no multiples of 16 come nearer: all pictures but slivers have some within it.
  static let ownTolerance = 0.05

  public init(parsing text: String) throws {
    switch text {
    case "auto": self = .automatic
    case "native": self = .native
    default:
      let parts = text.lowercased().replacing("×", with: "x").split(separator: "x").map { Int($0) }
      guard parts.count == 2, let width = parts[0], let height = parts[1] else {
        throw UserError("\"\(text)\" is no size", at: "--size", fix: "Such as 192x144, auto or native")
      }
      guard (16...4096).contains(width), (16...4096).contains(height), width % Self.step == 0, height % Self.step == 0
      else {
        throw UserError("\(text) is not made of multiples of 16 from 16 to 4096", at: "--size", fix: "Such as 192x144")
      }
      self = .fixed(width: width, height: height)
    }
  }

  /// The size of frames that come from pictures of another.
  func size(width: Int, height: Int) -> (width: Int, height: Int) {
    switch self {
    case .fixed(let w, let h): return (w, h)
    case .native: return (Self.nearest(width), Self.nearest(height))
    case .automatic:
      if width % Self.step == 0, height % Self.step == 0, width * height <= Self.pixels { return (width, height) }
      return Self.best(width, height)
    }
  }

  private static func nearest(_ length: Int) -> Int { max(step, (length + step / 2) / step * step) }

  /// Of the sizes whose shape is near enough the one with the most pixels.
  ///
  /// Small pictures may have none among the sizes that are no larger than they are: they are then enlarged as little as
  /// they must be. Where none is near enough it is the nearest shape, in about the pictures' size.
  private static func best(_ width: Int, _ height: Int) -> (width: Int, height: Int) {
    typealias Choice = (width: Int, height: Int, error: Double)
    let sides = stride(from: step, through: pixels / step, by: step)
    let all = sides.flatMap { w -> [Choice] in
      sides.prefix { w * $0 <= pixels }.map { h in (w, h, abs(Double(w * height) / Double(h * width) - 1)) }
    }
    let smaller = all.filter { $0.width <= max(step, width) && $0.height <= max(step, height) }
    let near = smaller.filter { $0.error <= 0.005 }
    let good = near.isEmpty ? smaller.filter { $0.error <= tolerance } : near
    let larger = all.filter { $0.width >= width && $0.height >= height && $0.error <= tolerance }
    let difference = { (choice: Choice) in abs(choice.width * choice.height - width * height) }
    let pick =
      good.max { $0.width * $0.height < $1.width * $1.height }
      ?? larger.min { $0.width * $0.height < $1.width * $1.height }
      ?? all.min { ($0.error, difference($0)) < ($1.error, difference($1)) }
    return pick.map { ($0.width, $0.height) } ?? (step, step)
  }
}

/// What happens where pictures and frames differ in shape.
public enum FrameFit: String, CaseIterable, Sendable {
  /// Refused, but for differences that no one sees.
  case exact
  /// What sticks out on two sides is cut off.
  case crop
  /// Black bars are added on two sides.
  case letterbox
  /// Pulled to the other shape.
  case stretch

  public init(parsing text: String) throws {
    guard let fit = Self(rawValue: text) else {
      throw UserError(
        "there is no way of fitting called \"\(text)\"", at: "--fit",
        fix: "Choose among \(Self.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    self = fit
  }
}
