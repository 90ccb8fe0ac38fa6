import CImGui
import Foundation

/// The line of time: context shaded, seconds marked, the play head to be dragged.
struct Scrubber {
  let pass: Pass
  let contextLength: Int

  private var playhead: Playhead { pass.state.playhead }

  func draw(in box: Box) {
    let axis = TimeAxis(box: box, frameCount: playhead.frameCount)
    let track = Box(Point(box.low.x, box.low.y), Point(box.high.x, box.low.y + pass.size(14)))
    let touch = pass.area("scrubber", box)
    if touch.isHeld { pass.ask(.seek(axis.frame(at: touch.pointer.x))) }
    if touch.isHovered { ui_set_hand_cursor() }
    Canvas.fill(track, Palette.raised, rounding: pass.size(4))
    if contextLength > 0 {
      let shade = Box(track.low, Point(axis.start(of: contextLength), track.high.y))
      Canvas.fill(shade, Palette.given, rounding: pass.size(4))
    }
    drawMarks(axis, under: track)
    drawHead(at: axis.middle(of: playhead.frame), track, isHeld: touch.isHeld || touch.isHovered)
  }

  private func drawMarks(_ axis: TimeAxis, under track: Box) {
    let seconds = Double(playhead.frameCount) / playhead.rate
    let step = Ticks.step(span: seconds, count: Double(track.width / pass.size(90)))
    var time = 0.0
    while time < seconds {
      let x = axis.start(of: time * playhead.rate).rounded()
      Canvas.line(Point(x, track.high.y), Point(x, track.high.y + pass.size(4)), Palette.faint)
      let label = Ticks.label(time, step: step) + " s"
      let isFirst = time == 0
      Lettering.draw(
        label, at: Point(x, track.high.y + pass.size(5)), Palette.faint, font: UI_FONT_SMALL,
        side: isFirst ? .left : .middle)
      time += step
    }
    // On the shade itself: below it stand the seconds.
    guard contextLength > 0, axis.start(of: contextLength) - track.low.x > pass.size(60) else { return }
    Lettering.draw(
      "given", at: Point(track.low.x + pass.size(6), track.low.y - pass.size(1)), Palette.text, font: UI_FONT_SMALL)
  }

  private func drawHead(at x: Float, _ track: Box, isHeld: Bool) {
    let middle = Point(x, track.middle.y)
    Canvas.disc(middle, pass.size(isHeld ? 10 : 9), Palette.background)
    Canvas.disc(middle, pass.size(isHeld ? 8 : 7), Palette.text)
  }
}
