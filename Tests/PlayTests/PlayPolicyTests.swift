import Diagnostics
import Foundation
import Testing

@testable import Play

/// The user's own program at the wheel of a session.
@Suite(.serialized) struct PlayPolicyTests {
  /// Notes what it is shown, and turns the first joint by a hundredth at every action.
  private static let program = """
    import json, struct, sys
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    def say(message, data=b""):
        sink.write(json.dumps(message).encode() + b"\\n" + data)
        sink.flush()
    hello = json.loads(source.readline())
    say({"orrery_policy": 1, "observe": ["frames"], "actions": "joints"})
    width = len(hello["actions"])
    for line in iter(source.readline, b""):
        request = json.loads(line)
        t, v, h, w, c = request["frames"]
        pixels = source.read(t * v * h * w * c)
        targets = struct.unpack("<%df" % (t * width), source.read(4 * t * width))
        last = list(targets[-width:])
        with open("seen.txt", "a") as file:
            print(request["frame"], t, sum(pixels[-v * h * w * c :]), file=file)
        rows = [[last[0] + 0.01 * (i + 1)] + last[1:] for i in range(hello["chunk"])]
        say({"actions": [len(rows), width]}, struct.pack("<%df" % (len(rows) * width), *sum(rows, [])))

    """
  private static let actions = "{policy: {command: [python3, policy.py]}}"

  private func brightness(_ view: PlayView) -> Int {
    view.predicted.reduce(0) { $0 + $1.pixels.reduce(0) { $0 + Int($1) } }
  }

  private func tick(_ session: PlaySession, _ count: Int) throws {
    for _ in 0..<count {
      try session.tick()
      try session.settle()
    }
  }

  @Test func aProgramDrivesOnWhatIsPredictedAndHandsBack() throws {
    let place = try PlayWorkplace(actions: Self.actions, program: Self.program)
    defer { place.remove() }
    let session = try place.session()
    defer { session.close() }
    try tick(session, 2)
    try session.perform(.toggleScript)
    #expect(session.view().driver == "policy")
    // Two actions to the chunk's end, then eight of the program's.
    let before = session.live.targets[0]
    try tick(session, 2)
    #expect(session.live.targets[0] == before)
    let whole = brightness(session.view())
    try tick(session, 8)
    #expect(abs(session.live.targets[0] - before - 0.08) < 1e-4)
    let seen = try String(contentsOf: place.folder.appendingPathComponent("seen.txt"), encoding: .utf8)
      .split(separator: "\n").map { $0.split(separator: " ").compactMap { Int($0) } }
    // Five given frames and a chunk, then a chunk at a time; the newest frames are those of the window.
    #expect(seen.map { Array($0.prefix(2)) } == [[8, 9], [12, 4], [16, 4]])
    #expect(seen.first?.last == whole && seen.last?.last == brightness(session.view()))
    try session.perform(.toggleScript)
    #expect(session.view().driver == "hand")
    try tick(session, 1)
    #expect(abs(session.live.targets[0] - before - 0.08) < 0.02)
  }

  @Test func aProgramThatDiesLeavesTheHandDriving() throws {
    let place = try PlayWorkplace(actions: Self.actions, program: "raise SystemExit('no weights')\n")
    defer { place.remove() }
    let session = try place.session()
    defer { session.close() }
    try session.perform(.toggleScript)
    try session.settle()
    try tick(session, 1)
    let view = session.view()
    #expect(view.driver == "hand" && view.message?.isError == true)
    #expect(view.message?.text.contains("no weights") == true, "\(view.message?.text ?? "")")
    #expect(try session.tick() != nil)
  }

  /// Its question waits behind the model's work, which the end leaves undone.
  @Test(.timeLimit(.minutes(1))) func theEndDoesNotWaitForAQuestionThatNobodyAsks() throws {
    let place = try PlayWorkplace(actions: Self.actions, program: Self.program)
    defer { place.remove() }
    let session = try place.session()
    for _ in 0..<4 { try session.tick() }
    try session.perform(.toggleScript)
    session.close()
    #expect(session.view().driver == "policy")
  }

  @Test func aProgramWithAnotherChunkIsRefused() throws {
    let place = try PlayWorkplace(
      actions: "{policy: {command: [python3, policy.py], chunk: 3}}", program: Self.program)
    defer { place.remove() }
    let error = #expect(throws: UserError.self) { try place.session() }
    #expect(error?.description.contains("chunk: 4") == true)
  }
}
