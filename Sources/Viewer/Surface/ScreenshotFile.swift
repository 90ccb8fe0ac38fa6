import Diagnostics
import Foundation
import Media

/// Pictures and films of the window, saved where the program was started.
enum ScreenshotFile {
  /// Saves under a name that is still free, and says so.
  static func save(_ picture: Image, of state: ViewerState) -> Message {
    message(to: freeName(for: state)) { try picture.writePNG(to: $0) }
  }

  static func save(_ picture: Image, title: String, frame: Int) -> Message {
    message(to: freeName("\(title)-\(frame)", kind: "png")) { try picture.writePNG(to: $0) }
  }

  /// Writes a file, and says whether that worked.
  static func message(to path: String, _ write: (String) throws -> Void) -> Message {
    do {
      try write(path)
      return Message("Saved \(path)")
    } catch {
      return Message("\(error)", isError: true)
    }
  }

  static func freeName(for state: ViewerState) -> String {
    freeName("\(state.source?.title ?? "window")-\(state.playhead.frame)", kind: "png")
  }

  static func freeName(_ title: String, kind: String) -> String {
    let plain = String(title.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
    let stem = "orrery-\(plain)"
    var name = "\(stem).\(kind)"
    var count = 2
    while FileManager.default.fileExists(atPath: name) {
      name = "\(stem)-\(count).\(kind)"
      count += 1
    }
    return name
  }
}
