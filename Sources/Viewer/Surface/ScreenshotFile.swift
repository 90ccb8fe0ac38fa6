import Diagnostics
import Foundation
import Media

/// Pictures of the window, saved where the program was started.
enum ScreenshotFile {
  /// Saves under a name that is still free, and says so.
  static func save(_ picture: Image, of state: ViewerState) -> Message {
    save(picture, title: state.source?.title ?? "window", frame: state.playhead.frame)
  }

  static func save(_ picture: Image, title: String, frame: Int) -> Message {
    let path = freeName(title, frame)
    do {
      try picture.writePNG(to: path)
      return Message("Saved \(path)")
    } catch {
      return Message("\(error)", isError: true)
    }
  }

  static func freeName(for state: ViewerState) -> String {
    freeName(state.source?.title ?? "window", state.playhead.frame)
  }

  private static func freeName(_ title: String, _ frame: Int) -> String {
    let plain = String(title.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
    let stem = "orrery-\(plain)-\(frame)"
    var name = stem + ".png"
    var count = 2
    while FileManager.default.fileExists(atPath: name) {
      name = "\(stem)-\(count).png"
      count += 1
    }
    return name
  }
}
