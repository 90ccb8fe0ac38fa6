import Foundation
import Media

/// A film that is written a few frames at a time, so that a window goes on meanwhile.
///
/// The file appears once it is whole; given up, nothing is left of it.
final class FilmWriting {
  let path: String
  private let film: Film
  private let kind: FilmKind
  private var writer: VideoWriter?
  private(set) var written = 0

  init(_ film: Film, to path: String, _ kind: FilmKind) {
    (self.film, self.path, self.kind) = (film, path, kind)
  }

  var frameCount: Int { film.source.frameCount }

  /// Writes frames for about so long, but one at least; true once the film is whole.
  ///
  /// - Throws: `UserError` where a frame cannot be shown or written: the film is then given up.
  func goOn(for seconds: Double = 0) throws -> Bool {
    let end = ProcessInfo.processInfo.systemUptime + seconds
    repeat {
      guard written < frameCount else {
        try writer?.finish()
        return true
      }
      let picture = try film.picture(written)
      try (try writer ?? open(picture)).append(picture)
      written += 1
    } while ProcessInfo.processInfo.systemUptime < end
    return false
  }

  private func open(_ picture: Image) throws -> VideoWriter {
    let opened = try VideoWriter(
      to: path, width: picture.width, height: picture.height, rate: film.source.rate, format: kind.format)
    writer = opened
    return opened
  }
}
