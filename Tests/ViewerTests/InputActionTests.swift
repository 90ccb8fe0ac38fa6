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

  @Test func charactersDoWhatTheHelpSays() {
    let expected: [(Unicode.Scalar, InputAction?)] = [
      (" ", .togglePlay), ("o", .toggleOverlays), ("D", .nextDifference), ("s", .screenshot), ("?", .toggleHelp),
      ("q", .quit), ("3", .sample(2)), ("0", nil), ("u", nil), ("y", .nextPlots), ("k", .nextBeside), ("x", .alone),
    ]
    for (character, action) in expected { #expect(Shortcut.action(character: character.value, key: 0) == action) }
  }

  @Test func otherKeysDoWhatTheHelpSays() {
    // GLFW's numbers: escape, right, left, down, up, home, end, F1, F5.
    let expected: [(Int32, InputAction?)] = [
      (256, .dismiss), (262, .step(1)), (263, .step(-1)), (264, .slower), (265, .faster), (268, .toStart),
      (269, .toEnd), (290, .toggleHelp), (294, nil),
    ]
    for (key, action) in expected { #expect(Shortcut.action(character: 0, key: key) == action) }
  }

  @Test func scriptedActionsComeInTheirTurn() {
    var script = InputScript([(5, .quit), (1, .togglePlay), (1, .step(2))])
    let taken = [0, 3, 9].map { script.take(drawn: $0) }
    #expect(taken == [[], [.togglePlay, .step(2)], [.quit]])
    #expect(script.isEmpty)
  }
}
