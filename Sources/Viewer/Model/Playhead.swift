/// Where in time the window is, and how it moves on.
///
/// Pure arithmetic: elapsed time goes in, frame numbers come out.
public struct Playhead: Equatable, Sendable {
  public static let speeds: [Double] = [0.1, 0.25, 0.5, 1, 2, 4]

  public private(set) var frame = 0
  public private(set) var isPlaying = false
  public private(set) var speed = 1.0
  public var loops = true
  public let frameCount: Int
  /// Frames a second at speed 1.
  public let rate: Double
  /// How much of the present frame's time is over, 0 to 1.
  private var progress = 0.0

  public init(frameCount: Int, rate: Double) {
    self.frameCount = max(1, frameCount)
    self.rate = rate.isFinite && rate > 0 ? rate : 10
  }

  public var lastFrame: Int { frameCount - 1 }
  /// Seconds from the first frame.
  public var seconds: Double { Double(frame) / rate }

  /// Real seconds until the next frame is due; `nil` while paused.
  public var untilNextFrame: Double? {
    isPlaying ? (1 - progress) / (rate * speed) : nil
  }

  /// Starts or stops. From the end without looping it starts anew.
  public mutating func togglePlay() {
    isPlaying.toggle()
    progress = 0
    if isPlaying && !loops && frame == lastFrame { frame = 0 }
  }

  /// Lets real time pass. Frames are left out rather than shown late.
  ///
  /// - Returns: whether another frame is to be shown.
  public mutating func advance(by elapsed: Double) -> Bool {
    guard isPlaying, elapsed > 0 else { return false }
    let before = frame
    progress += elapsed * rate * speed
    let steps = progress.rounded(.down)
    progress -= steps
    move(by: Int(min(steps, 1e6)))
    return frame != before
  }

  private mutating func move(by steps: Int) {
    let target = frame + steps
    if loops {
      frame = target % frameCount
    } else if target > lastFrame {
      frame = lastFrame
      isPlaying = false
      progress = 0
    } else {
      frame = target
    }
  }

  /// Goes to a frame, the nearest there is. Playing goes on from there.
  public mutating func seek(_ target: Int) {
    frame = min(max(0, target), lastFrame)
    progress = 0
  }

  /// Goes some frames on or back and pauses; past an end it comes in at the other where it loops.
  public mutating func step(_ count: Int) {
    isPlaying = false
    // Further than the whole way is as far as the way goes round, or to its end.
    let count = loops ? count % frameCount : min(max(count, -frameCount), frameCount)
    let target = frame + count
    seek(loops ? (target % frameCount + frameCount) % frameCount : target)
  }

  /// The next speed of the list, or the one before.
  public mutating func changeSpeed(by places: Int) {
    let place = Self.speeds.firstIndex(of: speed) ?? 3
    speed = Self.speeds[min(max(0, place + places), Self.speeds.count - 1)]
  }

  /// Takes over how another source was played: its speed, looping, and its frame where that exists here.
  mutating func resume(from other: Playhead) {
    (speed, loops, isPlaying) = (other.speed, other.loops, other.isPlaying)
    seek(other.frame)
  }
}
