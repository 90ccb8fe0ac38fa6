import COpenGL
import Testing
@testable import Viewer

@Suite struct InputActionTests {
  @Test func scriptsAreRead() {
    #expect(InputAction(parsing: "play") == .togglePlay)
    #expect(InputAction(parsing: "seek 12") == .seek(12))
    #expect(InputAction(parsing: "step -2") == .step(-2))
    #expect(InputAction(parsing: "sample 3") == .sample(2))
    #expect(InputAction(parsing: "run 2024-11") == .selectRun("2024-11"))
  }

  @Test(arguments: ["", "jump", "seek", "seek twelve", "sample 0", "play 3", "seek 1 2"])
  func otherLinesAreRefused(line: String) {
    #expect(InputAction(parsing: line) == nil)
  }

  @Test func keysDoWhatTheHelpSays() {
    let expected: [(OrreryKey, InputAction?)] = [
      (key(" "), .togglePlay), (key("o"), .toggleOverlays), (key("D"), .nextDifference), (key("s"), .screenshot),
      (key("?"), .toggleHelp), (key("q"), .quit), (key("3"), .sample(2)), (key("0"), nil), (key("x"), nil),
      (OrreryKey(character: 0, key: GLFW_KEY_LEFT), .step(-1)), (OrreryKey(character: 0, key: GLFW_KEY_END), .toEnd),
      (OrreryKey(character: 0, key: GLFW_KEY_UP), .faster), (OrreryKey(character: 0, key: GLFW_KEY_ESCAPE), .dismiss),
      (OrreryKey(character: 0, key: GLFW_KEY_F1), .toggleHelp), (OrreryKey(character: 0, key: GLFW_KEY_F5), nil),
    ]
    for (key, action) in expected { #expect(Shortcut.action(for: key) == action) }
  }

  private func key(_ character: Unicode.Scalar) -> OrreryKey { OrreryKey(character: character.value, key: 0) }

  @Test func scriptedActionsComeInTheirTurn() {
    var script = InputScript([(5, .quit), (1, .togglePlay), (1, .step(2))])
    let taken = [0, 3, 9].map { script.take(drawn: $0) }
    #expect(taken == [[], [.togglePlay, .step(2)], [.quit]])
    #expect(script.isEmpty)
  }
}
