import Diagnostics

/// The frames of one camera, (T, H, W, 3) uint8, sharing their bytes between slices.
///
/// A slice costs a few words: the bytes are those of the array it was made from. Only `frame`, `still` and `joined` copy
/// pixels.
public struct Clip: Sendable {
  public let frames: Int
  public let height: Int
  public let width: Int
  private let bytes: [UInt8]
  private let start: Int

  /// Throws a `UserError` where the number of bytes is not T·H·W·3.
  public init(frames: Int, height: Int, width: Int, bytes: [UInt8]) throws {
    guard frames >= 0, height > 0, width > 0, bytes.count == frames * height * width * 3 else {
      throw UserError(
        "\(bytes.count) bytes are not \(frames) frames of \(width)×\(height) RGB pixels", at: "clip",
        fix: "give frames × height × width × 3 bytes")
    }
    self.init(frames: frames, height: height, width: width, shared: bytes, start: 0)
  }

  private init(frames: Int, height: Int, width: Int, shared: [UInt8], start: Int) {
    (self.frames, self.height, self.width, self.bytes, self.start) = (frames, height, width, shared, start)
  }

  /// Pixels of one frame.
  public var pixels: Int { height * width }

  /// Bytes of one frame.
  public var frameBytes: Int { pixels * 3 }

  /// The diagonal ℓ in pixels.
  public var diagonal: Double { Double(width * width + height * height).squareRoot() }

  /// The frames of a range, without copying.
  public subscript(range: Range<Int>) -> Clip {
    precondition(range.lowerBound >= 0 && range.upperBound <= frames, "frames \(range) of a clip of \(frames)")
    return Clip(
      frames: range.count, height: height, width: width, shared: bytes, start: start + range.lowerBound * frameBytes)
  }

  /// The frames from `first` on, without copying.
  public func dropping(_ first: Int) -> Clip { self[min(first, frames)..<frames] }

  /// Clips of one size, one after another.
  ///
  /// - Throws: `UserError` where there are none, or their sizes differ.
  public static func joined(_ clips: [Clip]) throws -> Clip {
    guard let first = clips.first else { throw UserError("no clip to join", at: "clip") }
    if let other = clips.first(where: { ($0.height, $0.width) != (first.height, first.width) }) {
      throw UserError(
        "\(other.width)×\(other.height) pixels cannot follow \(first.width)×\(first.height)", at: "clip")
    }
    let bytes = clips.flatMap { clip in (0..<clip.frames).flatMap { clip.frame($0) } }
    return try Clip(
      frames: clips.reduce(0) { $0 + $1.frames }, height: first.height, width: first.width, bytes: bytes)
  }

  /// Lends the bytes of frame t, (H, W, 3).
  public func withFrame<Result>(_ t: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Result) rethrows -> Result {
    precondition(t >= 0 && t < frames, "frame \(t) of a clip of \(frames)")
    return try bytes.withUnsafeBufferPointer {
      try body(UnsafeBufferPointer(rebasing: $0[(start + t * frameBytes)..<(start + (t + 1) * frameBytes)]))
    }
  }

  /// A copy of frame t's bytes, (H, W, 3).
  public func frame(_ t: Int) -> [UInt8] { withFrame(t) { Array($0) } }

  /// The frames of a range that may go on beyond the end, where the last one stays.
  public func frames(_ range: Range<Int>) throws -> Clip {
    let known = self[range.clamped(to: 0..<frames)]
    guard known.frames < range.count, frames > 0 else { return known }
    return try Clip.joined([known, still(of: frames - 1, count: range.count - known.frames)])
  }

  /// A clip that shows frame t `count` times.
  public func still(of t: Int, count: Int) -> Clip {
    let picture = frame(t)
    var all: [UInt8] = []
    all.reserveCapacity(count * frameBytes)
    for _ in 0..<count { all.append(contentsOf: picture) }
    return Clip(frames: count, height: height, width: width, shared: all, start: 0)
  }

  /// Whether both have the same shape and the same bytes.
  public func isIdentical(to other: Clip) -> Bool {
    guard (frames, height, width) == (other.frames, other.height, other.width) else { return false }
    return (0..<frames).allSatisfy { t in
      withFrame(t) { ours in other.withFrame(t) { theirs in ours.elementsEqual(theirs) } }
    }
  }
}
