import Foundation
import Media
import TestSupport
import Testing

/// The program's window on a display in memory, led by a script through everything that it can show.
@Suite(
  .serialized, .enabled(if: Program.exists, "the program is not built"),
  .enabled(if: VirtualDisplay.isInstalled, "Xvfb is missing: install the package xvfb"))
struct WindowTourTests {
  private let repository = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// What is shown, and the lines of a script that lead there from the window's first state.
  private static let stops: [(name: String, script: [String])] = [
    ("comparison", []), ("signed", ["d"]), ("blend", ["d", "d"]), ("ensemble", ["layout ensemble"]),
    ("wipe", ["layout wipe"]), ("onion", ["layout onion"]), ("channels", ["layout channels"]),
    ("space", ["layout space"]), ("pair", ["k"]), ("no paths", ["o"]), ("drift", ["b"]), ("contacts", ["f"]),
    ("samples", ["layout samples"]), ("blink", ["layout blink"]), ("epipolar", ["mark 1 .55 .6"]),
    ("zoom", ["zoom 2.5 .6 .6"]), ("camera", ["i"]), ("turned", ["layout space", "orbit .3 .1"]),
    ("worst", ["order worst"]), ("light", ["t"]), ("squares", ["n"]), ("help", ["?"]), ("filter", ["filter nothing"]),
    ("frame", ["seek 26"]),
  ]

  private func scenario(_ model: String) -> String {
    """
    schema: 1
    name: \(model.split(separator: "/").last ?? "push")
    world: \(repository.path)/scenarios/tabletop/world.xml
    seed: 210001
    initial:
      objects: {cube: {at: [0.25, -0.03], yaw: 15}, cylinder: {at: [0.32, 0.13]}, ball: {at: [0.20, 0.14]}}
      tip: [0.19, -0.10, 0.14]
    cameras: [front, side]
    context: 5
    horizon: 24
    actions:
      script: {policy: push, object: cube, direction: 35, distance: 0.12}
    model: \(model)
    sampler: {steps: 4, seeds: [1, 2]}
    takes: 1

    """
  }

  /// How many of a picture's dots differ by more than drawing by another way explains.
  private func share(_ a: Image, _ b: Image) -> Double {
    guard (a.width, a.height) == (b.width, b.height) else { return 1 }
    let parted = zip(a.pixels, b.pixels).count { abs(Int($0) - Int($1)) > 8 }
    return Double(parted) / Double(a.pixels.count)
  }

  @Test func everyViewIsDrawnInTheWindowAsWithoutADisplay() throws {
    let place = try Workplace()
    defer { place.remove() }
    for model in ["baseline/copy-last", "baseline/constant-velocity"] {
      try place.write(scenario(model), to: "push.yaml")
      let run = try Program.run(["run", "push.yaml", "--headless", "--store", "store"], in: place.folder)
      #expect(run.code == 0, "\(run.errors)")
    }
    var pictures: [(name: String, image: Image)] = []
    for stop in Self.stops {
      let steps = (["seek 18"] + stop.script).map { "0.1 \($0)" }.joined(separator: "\n")
      try place.write("\(steps)\n0.2 s\n0.3 q\n", to: "keys.txt")
      let display = try VirtualDisplay()
      defer { display.stop() }
      let outcome = try Program.run(
        ["view", "--store", "store", "--input-script", "keys.txt"], in: place.folder,
        variables: ["DISPLAY": display.name, "WAYLAND_DISPLAY": ""])
      #expect(outcome.code == 0 && outcome.errors.isEmpty, "\(stop.name): \(outcome.errors)")
      let saved = try FileManager.default.contentsOfDirectory(atPath: place.folder.path).filter {
        $0.hasPrefix("orrery-")
      }
      let path = place.url(try #require(saved.first, "\(stop.name) saved no picture")).path
      let image = try Image.readPNG(path)
      try FileManager.default.removeItem(atPath: path)
      #expect((image.width, image.height) == (1280, 800))

      try place.write("\(steps)\n", to: "keys.txt")
      let alone = try Program.run(
        ["view", "--store", "store", "--input-script", "keys.txt", "--screenshot", "alone.png"], in: place.folder)
      #expect(alone.code == 0, "\(stop.name): \(alone.errors)")
      let parted = share(image, try Image.readPNG(place.url("alone.png").path))
      #expect(parted < 0.002, "\(stop.name): the window differs in \(parted) of its dots")
      for other in pictures {
        #expect(share(image, other.image) > 0.0002, "\(stop.name) looks like \(other.name)")
      }
      pictures.append((stop.name, image))
    }
  }

  /// Saving takes a while, in which the window draws on; what is asked for meanwhile happens.
  @Test func aFilmIsSavedWhileTheWindowGoesOn() throws {
    let place = try Workplace()
    defer { place.remove() }
    try place.write("0.1 film mp4\n0.11 film gif\n0.12 right\n6 q\n", to: "keys.txt")
    let display = try VirtualDisplay()
    defer { display.stop() }
    let outcome = try Program.run(
      ["view", "recording.h5", "--input-script", "keys.txt"], in: place.folder,
      variables: ["DISPLAY": display.name, "WAYLAND_DISPLAY": ""])
    #expect(outcome.code == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    let saved = try FileManager.default.contentsOfDirectory(atPath: place.folder.path).filter {
      $0.hasPrefix("orrery-")
    }
    #expect(saved.count == 1 && saved.first?.hasSuffix(".mp4") == true, "\(saved)")
    #expect(try VideoReader(place.url(try #require(saved.first)).path).frameCount == 300)
  }
}
