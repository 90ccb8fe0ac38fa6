import Diagnostics
import Foundation
import Testing

@testable import Policies

@Suite struct PolicyClientTests {
  @Test func aPolicySeesFramesTargetsObjectsAndItsSeed() throws {
    let policy = try LittlePolicy(
      """
      cube = request["objects"]["cube"]
      first = [pixels[0] + pixels[-1], targets[1]]
      second = [hello["seed"], cube[0] if cube else -1]
      say({"actions": [2, 2]}, floats(*first, *second))
      """)
    defer { policy.remove() }
    #expect(try policy.answers() == [[[2, 0], [7, 0.25]], [[4, 1], [7, -1]]])
  }

  /// What a policy's answer may be, and what is said about it.
  @Test(arguments: [
    ("say({'actions': [2, 2]}, floats(1, 2, 3, float('nan')))", "request 0 with NaN"),
    ("say({'actions': [3, 2]}, floats(1, 2, 3, 4, 5, 6))", "of shape [3, 2]; [2, 2] are wanted"),
    ("say({'actions': [2, 2]}, floats(1, 2, 3, 4, 5))", "wrote 4 bytes more than its answers"),
    ("sink.write(b'hello, world\\n'); sink.flush()", "with \"hello, world\""),
    ("say({'action': [2, 2]}, floats(1, 2, 3, 4))", "\"actions\" is missing"),
    ("sink.write(b'x' * 200000); sink.flush()", "no line of JSON"),
    ("sys.exit('no arms left')", "ended with exit code 1 before it answered request 0 (it said: no arms left)"),
    ("os.kill(os.getpid(), 9)", "was ended by signal 9 before it answered request 0"),
    ("os.close(1); time.sleep(60)", "closed its standard output before it answered request 0"),
  ])
  func nonsenseIsOneClearError(body: String, says: String) throws {
    let policy = try LittlePolicy(body)
    defer { policy.remove() }
    let error = #expect(throws: UserError.self) { try policy.answers() }
    #expect(error?.description.contains("policy `python3 policy.py`: ") == true)
    #expect(error?.description.contains(says) == true, "\(String(describing: error))")
  }

  @Test(arguments: [
    ("{'orrery_policy': 2, 'observe': [], 'actions': 'joints'}", "speaks version 2; this program speaks 1"),
    ("{'orrery_policy': 1, 'observe': ['state'], 'actions': 'joints'}", "wants to observe \"state\""),
    ("{'orrery_policy': 1, 'observe': [], 'actions': 'deltas'}", "of the kind \"deltas\""),
    ("{'orrery_policy': 1, 'observe': [], 'actions': 'tool'}", "no tool that can be placed"),
    ("[1]", "answered the greeting with \"[1]\""),
  ])
  func whatAPolicyAsksForIsChecked(answer: String, says: String) throws {
    let policy = try LittlePolicy(
      script: "import json, sys\nsys.stdin.readline()\nprint(json.dumps(\(answer)), flush=True)\nsys.stdin.read()\n")
    defer { policy.remove() }
    let error = #expect(throws: UserError.self) { try policy.answers() }
    #expect(error?.description.contains(says) == true, "\(String(describing: error))")
  }

  @Test func aProgramThatIsNotThereIsNamed() throws {
    let program = PolicyProgram(command: ["no-such-policy"], folder: FileManager.default.temporaryDirectory)
    let error = #expect(throws: UserError.self) { try PolicyClient(program, LittlePolicy.greeting) }
    #expect(error?.what == "there is no program \"no-such-policy\"")
  }

  /// Hanging while it should read, write or greet; what it started is killed with it.
  @Test(arguments: [
    "import time\ntime.sleep(600)\n",
    "import subprocess, sys\nsubprocess.run(['sleep', '600'])\n",
    LittlePolicy.polite + "    sink.write(b'{\"actions\": [2, 2]}\\n'); sink.flush(); time.sleep(600)\n",
  ])
  func aHangingPolicyIsStoppedInTime(script: String) throws {
    let policy = try LittlePolicy(script: script, timeout: 0.5)
    defer { policy.remove() }
    let begin = ContinuousClock.now
    let error = #expect(throws: UserError.self) { try policy.answers() }
    #expect(begin.duration(to: .now) < .seconds(5))
    #expect(error?.description.contains("within 0.5 s and was stopped") == true, "\(String(describing: error))")
    #expect(Self.isEmptied(policy.folder))
  }

  @Test func aPolicyEndsWithItsOwner() throws {
    let policy = try LittlePolicy("say({'actions': [2, 2]}, floats(1, 2, 3, 4))")
    defer { policy.remove() }
    do {
      let client = try PolicyClient(policy.program, LittlePolicy.greeting)
      #expect(Self.running(in: policy.folder).count == 1)
      _ = client.width
    }
    #expect(Self.isEmptied(policy.folder))
  }

  /// Whether nothing runs there any more: what a policy has started takes a moment to die, and is not ours to wait for.
  private static func isEmptied(_ folder: URL) -> Bool {
    for _ in 0..<500 where !running(in: folder).isEmpty { usleep(10_000) }
    return running(in: folder).isEmpty
  }

  /// Processes whose working folder it is.
  private static func running(in folder: URL) -> [String] {
    let place = folder.resolvingSymlinksInPath().path
    return ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []).filter { name in
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(name)/cwd")) == place
    }
  }
}
