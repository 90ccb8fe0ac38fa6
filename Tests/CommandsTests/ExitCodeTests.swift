import Foundation
import RunStore
import TestSupport
import Testing

/// What scripts rely on: exit codes, and that stopped work goes on.
@Suite(.serialized, .enabled(if: Program.exists, "the program is not built")) struct ExitCodeTests {
  private func json(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  /// What goes into the report of a fault.
  @Test func theVersionIsAnAnswer() throws {
    let place = try Workplace()
    defer { place.remove() }
    let outcome = try Program.run(["--version"], in: place.folder)
    #expect(outcome.code == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    #expect(outcome.output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil, "\(outcome.output)")
  }

  /// A gate that fails still prints its result, says why, and exits with 1.
  @Test func aWorseModelFailsTheGate() throws {
    let place = try Workplace()
    defer { place.remove() }
    try place.write("schema: 1\nname: gate\nscenarios: [scenario.yaml]\n", to: "suite.yaml")
    let before = try Program.run(Mistake.evaluate + ["--model", "baseline/copy-last"], in: place.folder)
    #expect(before.code == 0, "\(before.errors)")
    let run = try #require(try json(before.output)["run"] as? String)
    let after = try Program.run(Mistake.evaluate + ["--against", run], in: place.folder)
    #expect(after.code == 1, "\(after.errors)")
    let gate = try #require(try json(after.output)["gate"] as? [String: Any])
    #expect(gate["passed"] as? Bool == false)
    let failures = try #require(gate["failures"] as? [String])
    #expect(failures.first.map { after.errors.contains($0) } == true, "\(failures)")
    let records = try RunStore(at: place.url("store")).suiteRuns()
    #expect(records.count == 2 && records.allSatisfy { $0.finished != nil })
    // The same model is no worse than itself.
    let again = try Program.run(
      Mistake.evaluate + ["--model", "baseline/copy-last", "--against", run], in: place.folder)
    #expect(again.code == 0, "\(again.errors)")
  }

  /// An evaluation of other scenarios under the suite's name is refused before anything is predicted.
  @Test func gatesWithoutCommonScenariosAreRefusedAtOnce() throws {
    let place = try Workplace()
    defer { place.remove() }
    try place.write("schema: 1\nname: gate\nscenarios: [scenario.yaml]\n", to: "suite.yaml")
    let run = try json(try Program.run(Mistake.evaluate, in: place.folder).output)["run"] as? String
    try place.change("scenario.yaml", "schema: 1", "schema: 1\nname: another")
    let outcome = try Program.run(Mistake.evaluate + ["--against", try #require(run)], in: place.folder)
    #expect(outcome.code == 2 && outcome.output.isEmpty)
    #expect(outcome.complaints.first?.contains("no scenario in common") == true, "\(outcome.errors)")
    #expect(try RunStore(at: place.url("store")).suiteRuns().count == 1)
  }

  @Test func anInterruptedTrainingGoesOnToTheSameWeights() throws {
    let place = try Workplace()
    defer { place.remove() }
    for out in ["whole", "parts"] {
      try place.write(
        """
        schema: 1
        data: [recording.h5]
        validation: [recording.h5]
        cameras: [front]
        compressor: compressor
        out: \(out)
        seed: 5
        steps: 700
        batch: 4
        window: 8
        rate: 0.001
        warmup: 5
        state_every_minutes: 0.01
        model: {latent: 4, patch: 2, views: 1, width: 16, depth: 2, heads: 2, mlp: 2, modulation_rank: 4, \
        action_width: 2, group: 4, window: 8}

        """, to: "\(out).yaml")
    }
    let whole = try Program.run(["train", "dynamics", "whole.yaml"], in: place.folder)
    #expect(whole.code == 0, "\(whole.errors)")
    #expect(try Program.run(["train", "dynamics", "parts.yaml", "--resume"], in: place.folder).code == 2)

    let process = try Program.start(["train", "dynamics", "parts.yaml"], in: place.folder)
    let state = place.url("parts/state.safetensors").path
    while process.isRunning && !FileManager.default.fileExists(atPath: state) { usleep(2000) }
    process.interrupt()
    process.waitUntilExit()
    #expect(process.terminationStatus == 130)
    let resumed = try Program.run(["train", "dynamics", "parts.yaml", "--resume"], in: place.folder)
    #expect(resumed.code == 0 && resumed.errors.contains("resumed at step"), "\(resumed.errors)")
    let isSame =
      try place.bytes("whole/checkpoint/model.safetensors") == place.bytes("parts/checkpoint/model.safetensors")
    #expect(isSame)
  }

  /// The same keys give the same frames, other keys other ones.
  @Test func drivingIsDecidedByTheKeys() throws {
    let place = try Workplace()
    defer { place.remove() }
    let scenario = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("scenarios/tabletop/free.yaml").path
    func frames(_ keys: String) throws -> String {
      try place.write(keys, to: "keys.txt")
      let outcome = try Program.run(
        ["play", scenario, "--headless", "--input-script", "keys.txt", "--json"], in: place.folder)
      #expect(outcome.code == 0, "\(outcome.errors)")
      return try #require(try json(outcome.output)["frames_sha256"] as? String)
    }
    let forward = try frames("0.1 w 0.6\n")
    #expect(forward.count == 64)
    #expect(try forward == frames("0.1 w 0.6\n"))
    #expect(try forward != frames("0.1 s 0.6\n"))
  }
}
