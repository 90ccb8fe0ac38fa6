import Diagnostics
import Foundation

@testable import Policies

/// A policy of a few lines of Python in a folder of its own.
struct LittlePolicy {
  let folder: URL
  var program: PolicyProgram

  /// A program that greets well, reads each request whole, and then does `body` with `request` and the number `n`.
  static let polite = """
    import json, os, struct, sys, time
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    def say(message, data=b""):
        sink.write(json.dumps(message).encode() + b"\\n" + data)
        sink.flush()
    hello = json.loads(source.readline())
    say({"orrery_policy": 1, "observe": ["frames", "objects"], "actions": "joints"})
    def floats(*values):
        return struct.pack("<%df" % len(values), *values)
    n = -1
    for line in iter(source.readline, b""):
        n += 1
        request = json.loads(line)
        t, v, h, w, c = request["frames"]
        pixels = source.read(t * v * h * w * c)
        targets = struct.unpack("<%df" % (t * 2), source.read(8 * t))

    """

  /// - Parameter body: lines of the loop over requests.
  init(_ body: String, timeout: Double = 10) throws {
    let lines = body.split(separator: "\n", omittingEmptySubsequences: false).map { "    " + $0 }
    try self.init(script: Self.polite + lines.joined(separator: "\n"), timeout: timeout)
  }

  init(script: String, timeout: Double = 10) throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("policy-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(script.utf8).write(to: folder.appendingPathComponent("policy.py"))
    program = PolicyProgram(command: ["python3", "policy.py"], folder: folder, timeout: timeout, chunk: 2)
  }

  func remove() { try? FileManager.default.removeItem(at: folder) }

  static let greeting = PolicyGreeting(
    task: "toy", goal: PolicyGoal(object: "cube", above: 0.1), seed: 7, rate: 10, chunk: 2, context: 1, horizon: 4,
    cameras: ["front"], size: [64, 96],
    actions: [
      .init(name: "yaw", unit: "rad", lower: -1, upper: 1), .init(name: "lift", unit: "m", lower: 0, upper: 1),
    ],
    tool: [], objects: ["cube"])

  /// Greets it and asks `requests` times.
  func answers(requests: Int = 2) throws -> [[[Float]]] {
    let client = try PolicyClient(program, Self.greeting)
    let rows = try (0..<requests).map { step in
      try client.next(
        frame: step, frames: [UInt8](repeating: UInt8(step + 1), count: 64 * 96 * 3), targets: [[0.5, Float(step)]],
        objects: ["cube": step == 0 ? SIMD3(0.25, 0, 0.03) : nil], tool: nil)
    }
    try client.finish()
    return rows
  }
}
