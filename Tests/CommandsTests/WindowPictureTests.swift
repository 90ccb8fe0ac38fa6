import Foundation
import Media
import TestSupport
import Testing

/// Windows as the program itself draws them, without a display.
@Suite(.serialized, .enabled(if: Program.exists, "the program is not built")) struct WindowPictureTests {
  private let place: Workplace

  init() throws { place = try Workplace() }

  @Test func aDataSetIsBrowsed() throws {
    defer { place.remove() }
    let path = place.url("window.png").path
    let outcome = try Program.run(
      ["view", "recording.h5", "--episode", "1", "--frame", "3", "--screenshot", path], in: place.folder)
    #expect(outcome.code == 0, "\(outcome.errors)")
    let image = try Image.readPNG(path)
    #expect((image.width, image.height) == (1280, 800))
    // The recording's ground colour fills its pane.
    var ground = 0
    for y in stride(from: 0, to: 800, by: 4) {
      for x in stride(from: 0, to: 1280, by: 4) where image[x, y] == Color(90, 90, 90) { ground += 1 }
    }
    #expect(ground > 5000)
  }

  @Test func aRunBecomesAFilm() throws {
    defer { place.remove() }
    let run = try Program.run(["run", "scenario.yaml", "--headless", "--store", "store"], in: place.folder)
    #expect(run.code == 0, "\(run.errors)")
    for name in ["film.mp4", "film.gif"] {
      let outcome = try Program.run(
        ["view", "--store", "store", "--layout", "wipe", "--film", name], in: place.folder)
      #expect(outcome.code == 0, "\(outcome.errors)")
      let reader = try VideoReader(place.url(name).path)
      #expect(reader.frameCount == 13 && reader.width == 64)
    }
  }

  @Test func scriptsDriveTheView() throws {
    defer { place.remove() }
    try place.write("0.1 right\n0.2 v\n0.5 seek 2\n", to: "keys.txt")
    let outcome = try Program.run(
      ["view", "recording.h5", "--input-script", "keys.txt", "--screenshot", "a.png", "--memory", "330MB"],
      in: place.folder)
    #expect(outcome.code == 0, "\(outcome.errors)")
    try place.write("0.1 sideways\n", to: "keys.txt")
    let refused = try Program.run(
      ["view", "recording.h5", "--input-script", "keys.txt", "--screenshot", "a.png"], in: place.folder)
    #expect(refused.code == 2 && refused.errors.contains("keys.txt:1"))
    let wrong: [(options: [String], says: String)] = [
      (["--memory", "50MB"], "330MB"), (["--frame", "9999"], "frames 0 to 299"), (["--sample", "2"], "no sample 2"),
      (["--layout", "pair"], "--beside"), (["--beside", "nobody"], "nobody"), (["--action", "jump"], "no action"),
      (["--layout", "channels"], "depth"),
    ]
    for (options, says) in wrong {
      let outcome = try Program.run(["view", "recording.h5", "--screenshot", "b.png"] + options, in: place.folder)
      #expect(outcome.code == 2 && outcome.errors.contains(says), "\(options): \(outcome.errors)")
      #expect(!FileManager.default.fileExists(atPath: place.url("b.png").path))
    }
    try place.write("0.1 film gif\n", to: "keys.txt")
    let dropped = try Program.run(
      ["view", "recording.h5", "--input-script", "keys.txt", "--screenshot", "b.png"], in: place.folder)
    #expect(dropped.code == 2 && dropped.errors.contains("without a window"))
  }

  @Test func whatCannotBeDrivenIsSaid() throws {
    defer { place.remove() }
    let outcome = try Program.run(["play", "scenario.yaml", "--headless", "--seconds", "1"], in: place.folder)
    #expect(outcome.code == 2 && outcome.errors.contains("no simulator"))
  }
}
