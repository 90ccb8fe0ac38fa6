import Diagnostics
import Episodes
import Foundation
import Scoring
import Testing

@testable import Scenarios

/// Shows the last given frame, and remembers what it was told.
private final class Listener: StandIn {
  let reprojects: Bool
  private(set) var requests: [PredictionRequest] = []

  init(reprojects: Bool) { self.reprojects = reprojects }

  func predict(
    _ request: PredictionRequest, timing: inout PredictionTiming, acting: PredictionRequest.Acting?,
    piece: (PredictedPiece) throws -> Void
  ) throws {
    requests.append(request)
    for n in request.sequences.indices {
      for (camera, clip) in request.context.enumerated() {
        let still = clip.still(of: clip.frames - 1, count: request.horizon)
        try piece(PredictedPiece(sequence: n, camera: camera, start: 0, clip: still))
      }
    }
  }
}

/// What models are told of where cameras go, on the shipped worlds.
@Suite(.serialized) struct MovingCameraTests {
  private func told(_ name: String, reprojects: Bool = true) throws -> (requests: [PredictionRequest], truth: TruthSet)
  {
    var scenario = try Scenario(file: repository.appendingPathComponent("scenarios/\(name).yaml"))
    (scenario.horizon, scenario.shape, scenario.takes) = (20, .square(64), 1)
    let cache = FileManager.default.temporaryDirectory.appendingPathComponent("truth-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: cache) }
    let truth = try TruthRecorder(cache: cache).truth(for: scenario).set
    let listener = Listener(reprojects: reprojects)
    let job = PredictionJob(scenario: scenario, truth: truth, predictor: listener)
    var timing = PredictionTiming()
    _ = try job.samples(&timing) { _ in }
    _ = try job.counterfactuals(&timing)
    return (listener.requests, truth)
  }

  private func error(_ a: Clip, _ b: Clip, frame: Int) -> Double {
    let squares = zip(a.frame(frame), b.frame(frame)).map { pow(Double($0) - Double($1), 2) }
    return squares.reduce(0, +) / Double(squares.count)
  }

  /// The last given frame from there is a far better guess than the frame itself, under any actions.
  @Test func aSceneIsToldAsSeenFromWhereTheCameraGoes() throws {
    let (requests, truth) = try told("camera/town")
    #expect(requests.count == 2)
    let episodes = [truth.main] + Counterfactual.allCases.compactMap { truth.counterfactuals[$0] }
    let sequences = requests.flatMap { request in request.sequences.map { (request, $0) } }
    #expect(sequences.count == episodes.count)
    for ((request, sequence), episode) in zip(sequences, episodes) {
      let seen = try request.views[#require(sequence.views)].clips
      for (clip, view) in zip(seen, episode.views) {
        let shown = try Clip(frames: episode.frames, height: 64, width: 64, bytes: view.rgb)
        #expect(clip.frames == 25)
        let still = shown.still(of: 4, count: 25)
        #expect(error(clip, shown, frame: 4) < 1)
        #expect(error(clip, shown, frame: 24) < max(5, 0.5 * error(still, shown, frame: 24)), "\(view.camera)")
      }
    }
  }

  @Test(arguments: [("physics/fall", true), ("camera/town", false)])
  func nothingIsToldWhereCamerasStandOrNobodyAsks(name: String, reprojects: Bool) throws {
    let (requests, _) = try told(name, reprojects: reprojects)
    #expect(requests.flatMap(\.sequences).allSatisfy { $0.views == nil })
    #expect(requests.flatMap(\.views).isEmpty)
  }
}
