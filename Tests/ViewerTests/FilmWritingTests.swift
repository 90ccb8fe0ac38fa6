import Foundation
import Media
import TestSupport
import Testing

@testable import Viewer

@Suite struct FilmWritingTests {
  private let folder: URL
  private let writing: FilmWriting

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("film-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let source = SquaresSource()
    let state = Viewer.initialState(source: source, lister: nil, selected: nil)
    writing = FilmWriting(Film(source: source, state: state), to: folder.appendingPathComponent("film.mp4").path, .mp4)
  }

  @Test func aFilmGrowsByAFrameAtATimeAndIsWholeAtTheEnd() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    for frame in 1...writing.frameCount {
      #expect(try !writing.goOn())
      #expect(writing.written == frame)
    }
    #expect(!FileManager.default.fileExists(atPath: writing.path))
    #expect(try writing.goOn())
    #expect(try VideoReader(writing.path).frameCount == writing.frameCount)
  }

  @Test func aShorterRunBesideLeavesItsPlaceEmptyAtItsEnd() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let source = SquaresSource()
    var state = Viewer.initialState(source: source, lister: nil, selected: nil)
    state.beside = Beside("b", SquaresSource(frameCount: 20), generation: 1, shown: source)
    state.layout = .pair
    let film = Film(source: source, state: state)
    let (during, after) = (try film.picture(19), try film.picture(20))
    #expect((after.width, after.height) == (during.width, during.height))
    #expect(after.pixels.filter { $0 == 0 }.count > during.pixels.filter { $0 == 0 }.count + after.pixels.count / 4)
  }

  /// A writer that goes away half-way takes its file along.
  @Test func aFilmGivenUpLeavesNothing() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("half.mp4").path
    let source = SquaresSource()
    let film = Film(source: source, state: Viewer.initialState(source: source, lister: nil, selected: nil))
    do {
      let half = FilmWriting(film, to: path, .mp4)
      #expect(try !half.goOn())
      #expect(try !FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
  }
}
