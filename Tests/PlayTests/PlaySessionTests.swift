import Diagnostics
import Episodes
import Foundation
import Scenarios
import Scoring
import Simulation
import Testing
import WorldModel

@testable import Play

@Suite(.serialized) struct PlaySessionTests {
  private func frames(_ place: PlayWorkplace, _ text: String) throws -> [PlayView] {
    var play = ScriptedPlay(
      try place.session(), script: try InputScriptFile(text: text, at: "script", windowKeys: ["x"]))
    var views: [PlayView] = []
    try play.run(folder: place.folder) { view, _ in views.append(view) }
    return views
  }

  @Test func sameScriptGivesTheSameFrames() throws {
    let place = try PlayWorkplace()
    defer { place.remove() }
    let text = "0 w 0.5\n0.3 d 0.4\n0.9 f 0.2\n"
    let (a, b) = (try frames(place, text), try frames(place, text))
    #expect(a.map(\.frame) == b.map(\.frame))
    // Compared beforehand: a failure should not print pixels.
    let isSame = a.map(\.truth) == b.map(\.truth) && a.map(\.predicted) == b.map(\.predicted)
    #expect(isSame)
    #expect(a.last?.predictedFrame == a.last?.frame)
  }

  @Test func aKeyMovesTheHand() throws {
    let place = try PlayWorkplace()
    defer { place.remove() }
    let (still, moved) = (try frames(place, "1.2 x\n"), try frames(place, "0 d 1.2\n"))
    // An untrained network does not heed actions yet; the simulator does.
    let isStill = still.last?.truth == moved.last?.truth
    #expect(!isStill)
    #expect(moved.last?.skillAll != nil)
  }

  /// What is recorded is what was driven: the run of the saved scenario commits the very same frames.
  @Test func theSavedScenarioPredictsWhatWasCommitted() throws {
    let place = try PlayWorkplace()
    defer { place.remove() }
    var play = ScriptedPlay(
      try place.session(), script: try InputScriptFile(text: "0 w 0.6\n0.4 d 0.4\n0.8 m\n", at: "script"))
    var views: [PlayView] = []
    try play.run(folder: place.folder) { view, _ in views.append(view) }
    let files = try #require(play.saved.first)
    let episode = try EpisodeFile(path: files.episode).episode(0)
    #expect(episode.frames == 13 && episode.policy == "play")
    let scenario = try Scenario(file: URL(fileURLWithPath: files.scenario))
    #expect((scenario.context, scenario.horizon) == (5, 8))
    let truth = try TruthRecorder(cache: place.folder).truth(for: scenario).set
    #expect(truth.main.actions == episode.actions)
    let view = truth.main.views[0]
    // Frame 12 is the eighth driven one, and ends the second chunk.
    let last = try #require(views.first { $0.frame == 12 })
    let isSameTruth = Array(view.rgb[(12 * view.frameBytes)...]) == last.truth[0].pixels
    #expect(isSameTruth)
    var timing = PredictionTiming()
    let samples = try PredictionJob(scenario: scenario, truth: truth, predictor: WorldModelPredictor(place.model))
      .samples(&timing) { _ in }
    let isSamePrediction = (0..<2).allSatisfy { samples[0].views[$0].clip.frame(7) == last.predicted[$0].pixels }
    #expect(isSamePrediction)
  }

  /// Given what was seen, nothing changes; given another past, another future.
  @Test func goesOnFromWhatWasPredicted() throws {
    let place = try PlayWorkplace()
    defer { place.remove() }
    func last(_ origin: PlayOrigin) throws -> (truth: [UInt8], predicted: [UInt8]) {
      let session = try PlaySession(origin, model: place.model)
      defer { session.close() }
      for _ in 0..<4 { try session.tick() }
      try session.settle()
      let view = session.view()
      return (view.truth[0].pixels, view.predicted[0].pixels)
    }
    var origin = try PlayOrigin(place.scenario)
    let plain = try last(origin)
    let live = try LiveWorld(
      origin.world, seed: origin.seed, initial: origin.initial, cameras: ["front", "side"], width: 32, height: 32)
    let still = try PlayOpening(origin, live).clips
    origin.predicted = still.map { clip in [clip.frame(3), clip.frame(4)] }
    let same = try last(origin)
    #expect(same.truth == plain.truth && same.predicted == plain.predicted)
    origin.predicted = still.map { clip in
      [[UInt8]](repeating: .init(repeating: 0, count: clip.frame(3).count), count: 2)
    }
    let dark = try last(origin)
    #expect(dark.truth == plain.truth && dark.predicted != plain.predicted)
  }

  /// Another branch under the same actions is the same branch, wherever in a chunk it leaves.
  @Test(arguments: [-1, -2, -3, -4, -6])
  func aBranchUnderTheSameActionsRepeatsItself(back: Int) throws {
    let place = try PlayWorkplace()
    defer { place.remove() }
    let session = try place.session()
    for _ in 0..<9 {
      session.keys.press(.right)
      try session.tick()
    }
    try session.settle()
    let first = session.view()
    try session.perform(.look(back))
    try session.settle()
    #expect(session.view().mode == .looking)
    for _ in 0..<(-back) {
      session.keys.press(.right)
      try session.tick()
    }
    try session.settle()
    let second = session.view()
    #expect(second.branch == 1 && second.branches.count == 2)
    #expect(second.frame == first.frame)
    let isSame = second.truth == first.truth && second.predicted == first.predicted
    #expect(isSame)
  }

  @Test func lookingBackShowsWhatWasShown() throws {
    let place = try PlayWorkplace()
    defer { place.remove() }
    let session = try place.session()
    var seen: [Int: PlayView] = [:]
    for _ in 0..<8 {
      session.keys.press(.away)
      try session.tick()
      try session.settle()
      seen[session.view().frame] = session.view()
    }
    try session.perform(.look(-4))
    try session.settle()
    let view = session.view()
    // Frame 8 ended its chunk, so it was committed as it was shown.
    #expect(view.frame == 8 && view.predictedFrame == 8)
    let isSame = view.predicted == seen[8]?.predicted && view.truth == seen[8]?.truth
    #expect(isSame)
    try session.perform(.togglePause)
    try session.settle()
    #expect(session.view().frame == 12)
    let isEnd = session.view().truth == seen[12]?.truth
    #expect(isEnd)
  }

  @Test func aScriptTakesOverAndHandsBack() throws {
    let place = try PlayWorkplace()
    defer { place.remove() }
    let session = try place.session()
    try session.perform(.toggleScript)
    #expect(session.view().driver == "reach")
    for _ in 0..<6 { try session.tick() }
    try session.perform(.toggleScript)
    #expect(session.view().driver == "hand")
    let before = session.live.targets
    try session.tick()
    // The hand goes on where the policy was: nothing jumps.
    #expect(zip(before, session.live.targets).allSatisfy { abs($0 - $1) < 0.02 })
  }

  @Test func aBrokenScriptSaysWhere() {
    for (text, says) in [
      ("x", "script:1"), ("1 w\n0.5 d", "script:2"), ("0 w long", "no duration"), ("0 zz", "no key"),
    ] {
      let error = #expect(throws: UserError.self) { try InputScriptFile(text: text, at: "script") }
      #expect(error?.description.contains(says) == true, "\(String(describing: error))")
    }
  }

  @Test func delaysAreCountedOncePerKey() {
    var log = LatencyLog()
    log.pressed(at: 1, branch: 0, frame: 5)
    log.shown(branch: 0, frame: 4, at: 1.1)
    log.pressed(at: 1.15, branch: 0, frame: 6)
    log.shown(branch: 0, frame: 6, at: 1.2)
    log.pressed(at: 2, branch: 0, frame: 9)
    log.shown(branch: 1, frame: 9, at: 3)
    #expect(log.seconds.map { ($0 * 100).rounded() } == [20, 5])
    #expect(log.quantile(0.95).map { $0 > 0.19 } == true)
  }
}

@Suite struct PlayPartsTests {
  @Test func branchesHangWhereTheyLeft() throws {
    let place = try PlayWorkplace()
    defer { place.remove() }
    let session = try place.session()
    for _ in 0..<8 { try session.tick() }
    for back in [-3, -4] {
      try session.perform(.look(back))
      try session.perform(.branch)
      try session.tick()
    }
    try session.settle()
    // Frames: 12 driven; branch 2 leaves at 9, branch 3 at 6, which is the first one's.
    let lines = session.view().branches
    #expect(lines.map(\.parent) == [nil, 0, 0])
    #expect(lines.map(\.start) == [0, 10, 7])
    session.close()
  }

  @Test func aHurryCostsStepsOfPreviewsOnly() {
    var budget = PreviewBudget()
    #expect(budget.steps(of: 4) == 4)
    budget.spent(0.12, steps: 4)
    #expect(budget.steps(of: 4) == 4)
    budget.interval = 0.1
    #expect(budget.steps(of: 4) == 1)
    for _ in 0..<30 { budget.spent(0.03, steps: 4) }
    #expect(budget.steps(of: 4) == 4)
  }

  @Test func tapsAreNotLost() {
    var keys = HeldKeys()
    keys.press(.up)
    keys.release(.up)
    #expect(keys.take().tip.z == 1)
    #expect(keys.take().isIdle)
    keys.press(.left)
    keys.press(.right)
    keys.sticks = DriveIntent(turn: 0.5)
    let both = keys.take()
    #expect(both.tip.x == 0 && both.turn == 0.5)
  }
}
