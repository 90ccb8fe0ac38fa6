import Diagnostics
import Episodes
import Foundation
import Policies
import Scoring
import Simulation
import Testing

@testable import Scenarios

/// A model that knows the future: it shows the frames of a record, whatever the actions.
private final class Oracle: StandIn {
  private let record: [Clip]
  private(set) var told: [[Float]] = []

  init(_ record: [Clip]) { self.record = record }

  func predict(
    _ request: PredictionRequest, timing: inout PredictionTiming, acting: PredictionRequest.Acting?,
    piece: (PredictedPiece) throws -> Void
  ) throws {
    var newest = request.context
    for start in stride(from: 0, to: request.horizon, by: chunk) {
      told += try acting?([newest])[0] ?? []
      let frames = request.context[0].frames + start..<request.context[0].frames + min(start + chunk, request.horizon)
      newest = record.map { $0[frames] }
      for (camera, clip) in newest.enumerated() {
        try piece(PredictedPiece(sequence: 0, camera: camera, start: start, clip: clip))
      }
    }
  }
}

/// The closed loop on the shipped world, in small.
@Suite(.serialized) struct PolicyLoopTests {
  /// - Parameter side: 64 px are enough for the readout to find the objects.
  private func scenario(horizon: Int = 10, side: Int = 64) throws -> (Scenario, PolicyProgram) {
    var scenario = try Scenario(file: repository.appendingPathComponent("scenarios/policies/push.yaml"))
    (scenario.horizon, scenario.shape) = (horizon, .square(side))
    guard case .policy(let program) = scenario.actions else { throw UserError("no policy", at: scenario.file.path) }
    return (scenario, program)
  }

  private func world(_ scenario: Scenario) throws -> World {
    guard case .world(let url, _, _) = scenario.truth else { throw UserError("no world", at: scenario.file.path) }
    return try World(file: url.path)
  }

  /// The same frames give the same actions, whether the simulator shows them or a model.
  @Test func aPolicySeesTheSameInTheSimulatorAndInAPerfectModel() throws {
    let (scenario, program) = try scenario()
    let world = try world(scenario)
    let start = try PolicyStart(scenario, world: world)
    let attempt = PolicyAttempt(start)
    let recorder = try Recorder(world, PolicyAttempt.settings(scenario))
    let simulated = try PolicySession(program, start)
    let episode = try attempt.simulate(simulated, chunk: program.chunk, recorder: recorder)
    #expect(episode.frames == scenario.frames)
    // Targets are held through the context; then the arm moves.
    #expect(episode.actions.prefix(scenario.context - 1).allSatisfy { $0 == start.held })
    #expect(episode.actions[scenario.context + 5] != start.held)

    let clips = try episode.views.map {
      try Clip(frames: episode.frames, height: $0.height, width: $0.width, bytes: $0.rgb)
    }
    let oracle = Oracle(clips)
    let predicted = try PolicySession(program, start)
    var timing = PredictionTiming()
    try attempt.predict([predicted], noise: [1], with: oracle, timing: &timing)
    let acted = Array(episode.actions.dropFirst(scenario.context - 1).dropLast())
    #expect(Array(oracle.told.prefix(acted.count)) == acted)
    #expect(predicted.path.count == scenario.horizon)
    #expect(predicted.path.last == simulated.path.last)
  }

  @Test func theTrackerFindsObjectsWhereTheyAre() throws {
    let (scenario, _) = try scenario()
    let recorder = try Recorder(
      world(scenario),
      RecordingSettings(
        frames: 6, width: 128, height: 128, cameras: scenario.cameras, depth: false))
    let episode = try recorder.record(seed: 200_001, policy: PolicySpec(.hold))
    var tracker = try ObjectTracker(episode, context: 5)
    let clips = try episode.views.map { try Clip(frames: 6, height: 128, width: 128, bytes: $0.rgb)[5..<6] }
    let found = try #require(tracker.follow(clips).last)
    for (path, place) in zip(episode.objects, found) {
      let place = try #require(place)
      let gap = place - path.position(5)
      #expect((gap * gap).sum().squareRoot() < 0.01, "\(path.name) is found \(gap) m off")
    }
  }

  @Test func truthOfAPolicyIsWhatItDoesInTheSimulator() throws {
    var (scenario, _) = try scenario(horizon: 4)
    scenario.takes = 1
    let cache = FileManager.default.temporaryDirectory.appendingPathComponent("truth-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: cache) }
    let first = try TruthRecorder(cache: cache).truth(for: scenario)
    let second = try TruthRecorder(cache: cache).truth(for: scenario)
    // The program runs again, its record is known.
    #expect(!first.cached && second.cached)
    #expect(first.set.main.actions == second.set.main.actions)
    #expect(first.set.main.actions.last != first.set.main.actions.first)
    // The cube is in view where it began: too far from the goal, near enough to its own place.
    let main = first.set.main
    let sample = try Truth(episode: main, context: scenario.context).asPrediction
    let cube = try #require(main.objects.first { $0.name == "cube" }).position(0)
    for (near, reached) in [([0.31, 0], false), ([cube.x, cube.y], true)] {
      let goal = PolicyGoal(object: "cube", near: near, within: 0.03)
      let verdict = try GoalVerdict(goal, truth: main, context: scenario.context, samples: [sample, sample])
      #expect(verdict.simulator == reached && verdict.samples == [reached, reached])
    }
  }

  @Test func aPolicyThatDiesEndsTheRunWithItsWords() throws {
    var (scenario, program) = try scenario(horizon: 4, side: 32)
    program.command = ["python3", "-c", "import sys; sys.exit('no such checkpoint')"]
    scenario.actions = .policy(program)
    let cache = FileManager.default.temporaryDirectory.appendingPathComponent("truth-\(UUID().uuidString)")
    let error = #expect(throws: UserError.self) { try TruthRecorder(cache: cache).truth(for: scenario) }
    #expect(error?.description.contains("(it said: no such checkpoint)") == true, "\(String(describing: error))")
  }
}
