import Foundation

extension Viewer {
  /// Pictures a second that the window's whole content can be drawn at, 1280×800 without a display, each one another frame
  /// of a run that plays; frames are decoded, uploaded, drawn and read back.
  ///
  /// - Parameter pictures: to draw, after a few that warm up.
  public static func picturesPerSecond(
    of source: any FrameSource, lister: RunLister? = nil, pictures: Int = 120
  ) throws -> Double {
    var state = initialState(source: source, lister: lister, selected: nil)
    let surface = try OffscreenSurface(width: 1280, height: 800, scale: 1)
    var begin = ProcessInfo.processInfo.systemUptime
    for number in 0..<(pictures + warmUp) {
      if number == warmUp { begin = ProcessInfo.processInfo.systemUptime }
      state.playhead.seek(number % source.frameCount)
      _ = surface.draw(state)
      // What is only queued is not drawn yet.
      _ = surface.read()
    }
    return Double(pictures) / (ProcessInfo.processInfo.systemUptime - begin)
  }

  private static let warmUp = 5
}
