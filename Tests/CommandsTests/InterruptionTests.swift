import Foundation
import RunStore
import TestSupport
import Testing

@Suite(.enabled(if: Program.exists, "the program is not built")) struct InterruptionTests {
  /// Waits until `condition` holds or the program ends.
  private func wait(_ process: Process, _ condition: () -> Bool) {
    for _ in 0..<30_000 {
      guard process.isRunning && !condition() else { return }
      Thread.sleep(forTimeInterval: 0.01)
    }
  }

  private func longRun(_ place: Workplace) throws -> Process {
    try place.change("scenario.yaml", "horizon: 8", "horizon: 290\nsampler: {samples: 8, steps: 20}")
    return try Program.start(Mistake.run, in: place.folder)
  }

  @Test func ctrlCEndsARunWithNothingLeft() throws {
    let place = try Workplace()
    defer { place.remove() }
    let process = try longRun(place)
    wait(process) { place.runs.contains { $0.hasSuffix(".part") } }
    process.interrupt()
    process.waitUntilExit()
    #expect(process.terminationStatus == 130)
    #expect(place.runs.isEmpty && place.leftovers.isEmpty)
    #expect(try RunStore(at: place.url("store")).runs().map(\.status) == [.failed])
  }

  @Test func whatAKilledRunLeavesIsClearedByTheNextCommand() throws {
    let place = try Workplace()
    defer { place.remove() }
    let process = try longRun(place)
    wait(process) { place.runs.contains { $0.hasSuffix(".part") } }
    // The row is written right after the folder is made.
    wait(process) { ((try? RunStore(at: place.url("store")).runs().count) ?? 0) == 1 }
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    #expect(!place.leftovers.isEmpty)
    #expect(try Program.run(["runs", "list", "--store", "store"], in: place.folder).code == 0)
    #expect(place.leftovers.isEmpty)
    #expect(try RunStore(at: place.url("store")).runs().map(\.status) == [.failed])
  }

  @Test func aRunThatGoesOnIsLeftAlone() throws {
    let place = try Workplace()
    defer { place.remove() }
    let process = try longRun(place)
    wait(process) { place.runs.contains { $0.hasSuffix(".part") } }
    #expect(try Program.run(["runs", "list", "--store", "store"], in: place.folder).code == 0)
    #expect(place.runs.contains { $0.hasSuffix(".part") })
    process.interrupt()
    process.waitUntilExit()
  }

  @Test func aKilledEvaluationGoesOnToTheSameResult() throws {
    let place = try Workplace()
    defer { place.remove() }
    let text = String(decoding: try place.bytes("scenario.yaml"), as: UTF8.self)
    try place.write(
      text.replacing("episode: 0", with: "episode: 1").replacing(
        "horizon: 8", with: "horizon: 120\nsampler: {steps: 9}"), to: "other.yaml")
    try place.write("schema: 1\nscenarios: [scenario.yaml, other.yaml]\n", to: "suite.yaml")
    let whole = try Program.run(Array(Mistake.evaluate.dropLast()) + ["reference"], in: place.folder)
    #expect(whole.code == 0, "\(whole.errors)")

    let process = try Program.start(Mistake.evaluate, in: place.folder)
    wait(process) { FileManager.default.fileExists(atPath: place.url("store/runs.sqlite").path) }
    let store = try RunStore(at: place.url("store"))
    wait(process) { ((try? store.suiteRuns().first.map { try store.episodes(of: $0.id).count }) ?? 0) == 1 }
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    // On a busy machine the evaluation may have ended before this thread came to kill it.
    let wasKilled = process.terminationReason == .uncaughtSignal
    let resumed = try Program.run(Mistake.evaluate, in: place.folder)
    #expect(resumed.code == 0, "\(resumed.errors)")
    #expect(try metrics(resumed.output) == metrics(whole.output))
    #expect(place.leftovers.isEmpty)
    let record = try #require(try store.suiteRuns().first)
    #expect(try store.suiteRuns().count == (wasKilled ? 1 : 2) && record.finished != nil)
    #expect(try String(contentsOfFile: record.file, encoding: .utf8).contains("\"metrics\""))
    #expect(try store.aggregates(of: record.id).contains { $0.metric == "psnr" && $0.n == 2 })
  }

  /// Everything but names, places and seconds.
  private func metrics(_ text: String) throws -> Data {
    let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let kept = object.filter { ["metrics", "per_episode"].contains($0.key) }
    #expect(kept.count == 2)
    return try JSONSerialization.data(withJSONObject: kept, options: .sortedKeys)
  }
}
