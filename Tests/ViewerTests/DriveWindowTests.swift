import Foundation
import Media
import TestSupport
import Testing

@testable import Viewer

extension DrawingTests {
  @Suite(.serialized) @MainActor struct DriveWindowTests {
    static let model = Color(200, 40, 40)
    static let simulator = Color(40, 40, 200)

    private func view() -> DriveView {
      var view = DriveView()
      (view.title, view.cameras, view.given, view.frame, view.predictedFrame) = ("free", ["front", "side"], 5, 24, 24)
      view.truth = [Image](repeating: Image(width: 64, height: 64, fill: Self.simulator), count: 2)
      view.predicted = [Image](repeating: Image(width: 64, height: 64, fill: Self.model), count: 2)
      view.truthFrame = 24
      view.compared = (24, view.truth, view.predicted)
      view.keys = ["right"]
      view.skills = (0..<20).map { 0.8 - 0.01 * Float($0) }
      view.objectErrors = (0..<20).map { $0 % 5 == 0 ? .nan : 0.01 }
      view.objects = [("cube", 0.012), ("ball", nil)]
      view.branches = [
        .init(id: 0, parent: nil, start: 0, end: 30, isCurrent: false),
        .init(id: 1, parent: 0, start: 12, end: 24, isCurrent: true),
      ]
      view.branch = 1
      view.action = [("yaw", "rad", 0.3, false), ("gripper", "m", 0.05, true)]
      return view
    }

    private func picture(_ view: DriveView, keys: [String] = []) throws -> Image {
      let picture = try DrivePicture(width: 1280, height: 800)
      for key in keys { picture.key(key) }
      for _ in 0..<2 { picture.draw(view) }
      return picture.read()
    }

    /// How many pixels have a colour, left and right of the window's middle.
    private func count(_ image: Image, _ color: Color) -> (left: Int, right: Int) {
      var counts = (left: 0, right: 0)
      for y in stride(from: 0, to: image.height, by: 2) {
        for x in stride(from: 0, to: image.width, by: 2) where image[x, y] == color {
          if x < 575 { counts.left += 1 } else { counts.right += 1 }
        }
      }
      return counts
    }

    @Test func modelAndSimulatorStandSideBySideAndSwap() throws {
      let image = try picture(view())
      #expect(count(image, Self.model).left > 20_000 && count(image, Self.model).right < 500)
      #expect(count(image, Self.simulator).right > 20_000)
      let swapped = try picture(view(), keys: ["x"])
      #expect(count(swapped, Self.model).right > 20_000 && count(swapped, Self.simulator).left > 20_000)
    }

    @Test func layoutsGoRound() throws {
      let blend = Color(120, 40, 120)
      #expect(count(try picture(view(), keys: ["tab"]), blend).left > 10_000)
      let alone = try picture(view(), keys: ["tab", "tab", "tab"])
      let other = count(alone, Self.simulator)
      #expect(other.left + other.right == 0)
      #expect(count(alone, Self.model).left > 10_000)
    }

    /// The simulator's newest picture is never laid over a prediction of another moment.
    @Test func whatIsComparedIsOneMoment() throws {
      var view = view()
      let earlier = [Image](repeating: Image(width: 64, height: 64, fill: Color(40, 240, 40)), count: 2)
      view.compared = (22, earlier, view.predicted)
      #expect(count(try picture(view, keys: ["tab"]), Color(120, 140, 40)).left > 10_000)
      #expect(view.age(of: .overlaid) == 0.2 && view.age(of: .simulator) == 0 && view.age(of: .model) == nil)
      // Nothing to compare yet.
      view.compared = nil
      #expect(count(try picture(view, keys: ["tab"]), Self.simulator).left == 0)
    }

    /// Scripts are told the same keys as the window knows.
    @Test func theWindowsOwnKeysAreThoseThatScriptsMayPress() {
      for name in Viewer.driveKeys {
        var state = DriveState()
        #expect(state.key(name).isOwn, "\(name)")
      }
      var state = DriveState()
      #expect(!state.key("w").isOwn)
    }

    @Test func whatFallsBehindIsSaid() throws {
      var late = view()
      late.lag = 0.4
      let (before, after) = (try picture(view()), try picture(late))
      // The line under the pictures, and nothing else.
      let changed = (0..<before.height).filter { y in (0..<before.width).contains { before[$0, y] != after[$0, y] } }
      #expect(changed.min().map { $0 > 710 } == true && changed.max().map { $0 < 775 } == true)
    }

    @Test func oddViewsAreDrawn() throws {
      _ = try picture(DriveView())
      var view = view()
      (view.predicted, view.skills, view.branches) = ([], [], [])
      view.message = (1, "a long message that says that something went wrong somewhere", true)
      _ = try picture(view, keys: ["f1"])
    }

    @Test func fourPanesAreDrawnFastEnough() throws {
      let picture = try DrivePicture(width: 1280, height: 800)
      var view = view()
      let rates = (0..<3).map { _ in
        let start = ProcessInfo.processInfo.systemUptime
        for _ in 0..<20 {
          view.frame += 1
          picture.draw(view)
          picture.finish()
        }
        return 20 / (ProcessInfo.processInfo.systemUptime - start)
      }
      let best = rates.max() ?? 0
      print(String(format: "play: %.0f pictures/s of 1280x800 with 4 panes", best))
      // More than thirty on an idle core; tests share theirs.
      #expect(best > 3)
    }

    /// Ten answers a second, each beside three other changes: ten pictures, and a moving simulator alone still moves.
    @Test func answersAreDrawnAtOnceAndTheRestSeldom() throws {
      let source = ScriptedDrive(view())
      var (pacer, drawn, late) = (DrawPacer(), 0, 0)
      for step in 0..<1000 {
        let time = Double(step) / 1000
        if step % 25 == 0 { source.revision += 1 }
        let isAnswer = step % 100 == 50
        if isAnswer { (source.revision, source.answers) = (source.revision + 1, source.answers + 1) }
        let takes = pacer.takes(source, at: time)
        if takes { drawn += 1 }
        if isAnswer && !takes { late += 1 }
      }
      #expect(late == 0 && (10...12).contains(drawn), "\(drawn) pictures, \(late) late")
      drawn = 0
      for step in 1000..<2000 {
        source.revision += 1
        if pacer.takes(source, at: Double(step) / 1000) { drawn += 1 }
      }
      #expect((7...9).contains(drawn), "\(drawn)")
    }

    @Test(.enabled(if: VirtualDisplay.isInstalled, "Xvfb is missing: install the package xvfb"))
    func theWindowOpensTakesKeysAndCloses() throws {
      let display = try VirtualDisplay()
      defer { display.stop() }
      let source = ScriptedDrive(view())
      setenv("DISPLAY", display.name, 1)
      defer { unsetenv("DISPLAY") }
      let pictures = try Viewer.drive(source)
      #expect(pictures > 0)
      // `tab` is the window's own; the others are the source's.
      #expect(source.keys == ["w"])
      #expect(source.shownFrames > 0)
    }

    /// Presses two keys and then ends.
    private final class ScriptedDrive: DriveSource {
      let view: DriveView
      var revision = 0
      var answers = 0
      var keys: [String] = []
      var shownFrames = 0
      private var rounds = 0

      init(_ view: DriveView) { self.view = view }

      var isOver: Bool { rounds > 20 }
      func key(_ name: String, isDown: Bool) { if isDown { keys.append(name) } }
      func sticks(_ sticks: DriveSticks) {}
      func releaseAll() {}
      func shown(_ view: DriveView) { shownFrames += 1 }
      func takeWindowKeys() -> [String] {
        rounds += 1
        revision += 1
        return rounds == 3 ? ["tab", "w"] : []
      }
    }
  }
}
