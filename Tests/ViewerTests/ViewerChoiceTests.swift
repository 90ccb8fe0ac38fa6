import Diagnostics
import Foundation
import Media
import Testing

@testable import Viewer

@Suite struct ViewerChoiceTests {
  private func state() -> ViewerState {
    Viewer.initialState(source: SquaresSource(), lister: SquaresSource.lister(), selected: "200")
  }

  /// What is not there is said; what was shown stays.
  @Test(arguments: [
    ("camera 7", "camera 7"), ("sample 9", "sample 9"), ("score nosuch", "score nosuch"),
    ("suite nosuch", "suite nosuch"),
    ("mark 9 .5 .5", "camera 9"), ("run 197", "runs/197"),
  ])
  func whatIsNotThereIsSaid(line: String, says: String) throws {
    var state = state()
    let lister = SquaresSource.lister()
    #expect(state.carryOut(try #require(InputAction(parsing: line)), from: lister) == nil)
    let message = try #require(state.message)
    #expect(message.isError && message.text.contains(says), "\(message.text)")
    #expect(state.camera == nil && state.sample == 0 && state.mark == nil)
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).png").path
    #expect(throws: UserError.self) {
      try Viewer.screenshot(
        source: SquaresSource(), lister: lister, path: path, actions: [try #require(InputAction(parsing: line))])
    }
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test(arguments: [Int.max, Int.min, 1_000_003, -1_000_003]) func stepsOfAnyLengthEndOnAFrame(count: Int) {
    for loops in [false, true] {
      var head = Playhead(frameCount: 49, rate: 10)
      head.loops = loops
      head.seek(7)
      head.step(count)
      let target = loops ? ((7 + count % 49) % 49 + 49) % 49 : count > 0 ? 48 : 0
      #expect(head.frame == target)
    }
  }

  /// A mark in a camera that the next run does not have goes with the run.
  @Test func aMarkGoesWithItsCamera() {
    struct OneCamera: FrameSource {
      let title = "one"
      let cameras = ["front"]
      let frameCount = 4
      let rate = 10.0
      func truth(camera: Int, frame: Int) -> Image? { Image(width: 8, height: 8) }
    }
    var state = state()
    _ = state.apply(.mark(camera: 1, [0.5, 0.5]))
    #expect(state.mark != nil)
    state.show(OneCamera())
    #expect(state.mark == nil)
  }

  @Test func everySampleHasItsPaths() {
    let source = SquaresSource()
    let details = SourceDetails(of: source, sample: 1)
    #expect(Set(details.paths.map(\.sample)).count == Set(source.paths.map(\.sample)).count)
  }

  @Test func aBlinkingFilmShowsBothInTurns() throws {
    let source = SquaresSource()
    var state = state()
    _ = state.apply(.layout(.blink))
    let film = Film(source: source, state: state)
    let wiped = { (share: Float) throws -> [Image] in
      var other = state
      _ = other.apply(.layout(.wipe))
      _ = other.apply(.wipe(share))
      return try (30..<45).map { try Film(source: source, state: other).picture($0) }
    }
    let (predictions, truths) = (try wiped(0), try wiped(1))
    let pictures = try (30..<45).map { try film.picture($0) }
    let isTruth = zip(pictures, truths).map { $0 == $1 }
    #expect(isTruth.contains(true) && isTruth.contains(false))
    for (i, picture) in pictures.enumerated() { #expect(picture == (isTruth[i] ? truths[i] : predictions[i])) }
  }

  /// Of any range a scale marks two numbers at least.
  @Test func scalesAreReadOffTwoNumbers() {
    for (low, high) in [(14.2, 31.9), (22.0, 28.0), (-0.3, 9.4), (0.0, 1.0), (99.0, 101.5), (0.002, 0.0041)] {
      for count in [1.0, 2, 3] {
        let scale = ValueScale(low...high, count: count)
        #expect(scale.ticks.count >= 2 && scale.ticks.count < 14, "\(low)...\(high): \(scale.ticks)")
        #expect(Set(scale.labels).count == scale.labels.count)
      }
    }
  }

  @Test func keysDoWhatThePointerDoes() throws {
    var state = state()
    func press(_ keys: String...) throws {
      for key in keys { _ = state.apply(try #require(Shortcut.action(named: key), "\(key)")) }
    }
    try press("+", "+", "-")
    #expect(abs(state.zoom.factor - 1.25) < 1e-5)
    _ = state.apply(.layout(.wipe))
    try press(".", ".", ",")
    #expect(abs(state.wipe - 0.55) < 1e-5)
    _ = state.apply(.layout(.space))
    let before = state.orbit
    try press(".")
    #expect(state.orbit.yaw != before.yaw && state.wipe == 0.55)
    try press("+")
    #expect(state.orbit.nearness > before.nearness)
    let orders = try (0..<RunOrder.allCases.count).map { _ in
      try press("r")
      return state.list.order
    }
    #expect(Set(orders).count == RunOrder.allCases.count)
  }

  /// The horizon leaves the rest its room.
  @Test func theSpaceIsFittedToWhereMostIs() {
    let near = (0..<950).map { (i: Int) -> SIMD3<Float> in
      let (x, y, z) = (Float(i % 10), Float(i / 10 % 10), Float(i / 100))
      return SIMD3(x, y, z)
    }
    let far = (0..<30).map { (i: Int) -> SIMD3<Float> in SIMD3(1000 + Float(i), -500, 3) }
    let core = SpaceScene.core(near + far)
    #expect(core.count > 600 && core.allSatisfy { $0.x < 100 && $0.y > -1 })
    #expect(SpaceScene.core(far).count == far.count, "a few points are all kept")
  }

  /// The actions of a copied command lead a new window to the same view.
  @Test func aCopiedCommandLeadsBack() throws {
    var state = state()
    for action in [
      InputAction.layout(.space), .orbit([0.2, -0.1]), .approach(1.5), .nextPlots, .orderRuns(.name),
      .scoreRuns("psnr"),
      .filterRuns("push cube"),
    ] {
      _ = state.apply(action)
    }
    let command = try #require(state.command)
    var other = self.state()
    _ = other.apply(.layout(.space))
    for part in command.components(separatedBy: "--action '").dropFirst() {
      let line = try #require(part.split(separator: "'").first.map(String.init))
      _ = other.apply(try #require(InputAction(parsing: line), "\(line)"))
    }
    #expect(abs(other.orbit.yaw - state.orbit.yaw) < 1e-4 && abs(other.orbit.pitch - state.orbit.pitch) < 1e-4)
    #expect(other.orbit.nearness == state.orbit.nearness && other.plotsPassed == 1)
    #expect((other.list.order, other.list.score, other.list.filter) == (.name, "psnr", "push cube"))
  }
}
