import Diagnostics
import Foundation
import Media

/// A form in which episodes leave.
public protocol EpisodeExport {
  func append(_ clip: ExportClip) throws
  /// Gives the folder its name; nothing is there before.
  func finish() throws
}

/// A film an episode and camera, and a table of the actions beside it, for every program that plays films.
public final class FilmExport: EpisodeExport {
  private let folder: ExportFolder
  private let actionNames: [String]
  private var count = 0

  /// - Throws: `UserError` where `path` is taken.
  public init(_ path: String, actionNames: [String]) throws {
    folder = try ExportFolder(path)
    self.actionNames = actionNames
  }

  public func append(_ clip: ExportClip) throws {
    try clip.check()
    let name = String(format: "episode-%06d", count)
    for (index, camera) in clip.cameras.enumerated() {
      let writer = try VideoWriter(
        to: folder.place("\(name)-\(camera.name).mp4"), width: camera.width, height: camera.height, rate: clip.rate,
        format: .h264())
      for frame in 0..<clip.frames {
        try Interrupt.check()
        try writer.append(try clip.picture(index, frame))
      }
      try writer.finish()
    }
    let head = (["seconds"] + actionNames).map(Self.quoted).joined(separator: ",")
    let rows = clip.actions.enumerated().map { t, row in
      (["\(Double(t) / clip.rate)"] + row.map { "\($0)" }).joined(separator: ",")
    }
    try AtomicFile.write(([head] + rows).joined(separator: "\n") + "\n", to: folder.place("\(name).csv"))
    count += 1
  }

  public func finish() throws {
    guard count > 0 else { throw UserError("there is nothing to export", at: folder.path) }
    try folder.finish()
  }

  /// RFC 4180.
  private static func quoted(_ text: String) -> String {
    text.contains { ",\"\n".contains($0) } ? "\"\(text.replacing("\"", with: "\"\""))\"" : text
  }
}
