import Diagnostics
import Foundation
import Media

/// Pictures of the window, saved where the program was started.
enum ScreenshotFile {
  /// Saves under a name that is still free, and says so.
  static func save(_ picture: Image, of state: ViewerState) -> Message {
    let path = freeName(for: state)
    do {
      try picture.writePNG(to: path)
      return Message("Saved \(path)")
    } catch {
      return Message("\(error)", isError: true)
    }
  }

  static func freeName(for state: ViewerState) -> String {
    let title = (state.source?.title ?? "window").lowercased()
    let plain = String(title.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
    let stem = "orrery-\(plain)-\(state.playhead.frame)"
    var name = stem + ".png"
    var count = 2
    while FileManager.default.fileExists(atPath: name) {
      name = "\(stem)-\(count).png"
      count += 1
    }
    return name
  }
}
