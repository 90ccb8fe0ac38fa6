import COpenGL
import Testing

@testable import Viewer

@Suite struct GamepadTests {
  private func pad(axes: [Float] = [0, 0, 0, 0, -1, -1], buttons: [Int] = []) -> OrreryGamepad {
    var pad = OrreryGamepad()
    withUnsafeMutableBytes(of: &pad.axes) { $0.copyBytes(from: axes.withUnsafeBytes { Array($0) }) }
    withUnsafeMutableBytes(of: &pad.buttons) { for button in buttons { $0[button] = 1 } }
    return pad
  }

  @Test func sticksAndTriggersMoveTheHand() {
    #expect(Gamepad.sticks(pad()) == DriveSticks())
    // Within the dead zone nothing moves; beyond it speed grows from nothing to all.
    #expect(Gamepad.sticks(pad(axes: [0.14, -0.14, 0, 0, -1, -1])) == DriveSticks())
    #expect(Gamepad.sticks(pad(axes: [1, -1, 0, 0, -1, -1])) == DriveSticks(right: 1, away: 1))
    #expect(Gamepad.sticks(pad(axes: [0, 0, -1, -1, -1, -1])) == DriveSticks(up: 1, turn: 1))
    #expect(Gamepad.sticks(pad(axes: [0, 0, 0, 0, 1, -1])).grip == 1)
    #expect(Gamepad.sticks(pad(axes: [0, 0, 0, 0, -1, 1])).grip == -1)
    let half = Gamepad.sticks(pad(axes: [0.575, 0, 0, 0, -1, -1])).right
    #expect(abs(half - 0.5) < 1e-6)
    // A broken driver's numbers move nothing.
    #expect(Gamepad.sticks(pad(axes: [.nan, .infinity, 0, 0, -1, -1])) == DriveSticks())
  }

  @Test func aButtonIsOneKeyUntilItIsLetGo() {
    var gamepad = Gamepad()
    #expect(gamepad.take(pad()) == Gamepad.News(change: true))
    #expect(gamepad.take(pad(buttons: [0, 14])).keys == ["space", ","])
    #expect(gamepad.take(pad(buttons: [0])).keys.isEmpty)
    #expect(gamepad.take(pad()).keys.isEmpty)
    #expect(gamepad.take(pad(buttons: [0])).keys == ["space"])
  }

  /// Pulled out while a stick is held, the hand stands still, and what was pressed counts as let go.
  @Test func unpluggedItLetsGo() {
    var gamepad = Gamepad()
    _ = gamepad.take(pad(axes: [1, 0, 0, 0, -1, -1], buttons: [3]))
    #expect(gamepad.take(nil) == Gamepad.News(change: false) && !gamepad.isConnected)
    #expect(gamepad.take(nil) == Gamepad.News())
    #expect(gamepad.take(pad(buttons: [3])) == Gamepad.News(keys: ["p"], change: true))
  }
}
