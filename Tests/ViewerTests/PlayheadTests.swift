import Testing

@testable import Viewer

@Suite struct PlayheadTests {
  private func playing(_ frameCount: Int = 49, rate: Double = 10, loops: Bool = true) -> Playhead {
    var head = Playhead(frameCount: frameCount, rate: rate)
    head.loops = loops
    head.togglePlay()
    return head
  }

  @Test(arguments: Playhead.speeds)
  func playsAtTheSpeedChosen(speed: Double) {
    var head = playing(100_000)
    while head.speed > speed { head.changeSpeed(by: -1) }
    while head.speed < speed { head.changeSpeed(by: 1) }
    for _ in 0..<1000 { _ = head.advance(by: 0.0173) }
    #expect(abs(Double(head.frame) - 17.3 * 10 * speed) <= 1)
  }

  @Test func slowDrawingLeavesFramesOutAndKeepsTime() {
    var head = playing()
    let moves = [1.25, 0.04, 0.011].map { (head.advance(by: $0), head.frame) }
    #expect(moves.map(\.0) == [true, false, true])
    #expect(moves.map(\.1) == [12, 12, 13])
  }

  @Test func loopingGoesRoundAndStoppingStops() {
    var head = playing(10)
    head.seek(8)
    _ = head.advance(by: 0.35)
    #expect(head.frame == 1 && head.isPlaying)
    var once = playing(10, loops: false)
    _ = once.advance(by: 5)
    #expect(once.frame == 9 && !once.isPlaying)
    once.togglePlay()
    #expect(once.frame == 0 && once.isPlaying)
  }

  @Test func steppingPausesAndStaysInside() {
    var head = playing(10)
    head.step(3)
    #expect(head.frame == 3 && !head.isPlaying)
    head.step(-4)
    #expect(head.frame == 9)
    head.loops = false
    head.step(5)
    #expect(head.frame == 9)
    head.seek(-7)
    #expect(head.frame == 0)
    head.seek(1000)
    #expect(head.frame == 9)
  }

  @Test func speedsStayInTheirList() {
    var head = Playhead(frameCount: 5, rate: 10)
    for _ in 0..<20 { head.changeSpeed(by: 1) }
    #expect(head.speed == 4)
    for _ in 0..<20 { head.changeSpeed(by: -1) }
    #expect(head.speed == 0.1)
  }

  @Test func waitsExactlyUntilTheNextFrame() throws {
    var head = playing()
    _ = head.advance(by: 0.03)
    let wait = try #require(head.untilNextFrame)
    #expect(abs(wait - 0.07) < 1e-9)
    let moved = head.advance(by: wait + 1e-9)
    #expect(moved)
    head.togglePlay()
    #expect(head.untilNextFrame == nil)
  }

  @Test(arguments: [0, 1]) func oddSourcesDoNotBreakIt(frameCount: Int) {
    var head = Playhead(frameCount: frameCount, rate: .nan)
    head.togglePlay()
    _ = head.advance(by: 100)
    head.step(-3)
    #expect(head.frame == 0 && head.seconds == 0)
  }
}
