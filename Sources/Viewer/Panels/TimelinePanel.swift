import CImGui
import Foundation

/// The bottom of the window: playing, the place in time, and which sample is shown.
struct TimelinePanel {
  let pass: Pass
  let source: any FrameSource

  private var playhead: Playhead { pass.state.playhead }

  func draw(in box: Box) {
    pass.panel("timeline", box) {
      Canvas.line(box.low, Point(box.high.x, box.low.y), Palette.line)
      var rest = box.inset(x: pass.size(16), y: pass.size(10))
      var controls = rest.takeTop(pass.size(32))
      drawButtons(in: &controls)
      drawSpeed(in: &controls)
      drawSample(in: &controls)
      drawReadout(in: controls)
      _ = rest.takeTop(pass.size(8))
      Scrubber(pass: pass, contextLength: source.sampleCount > 0 ? source.contextLength : 0).draw(in: rest)
    }
  }

  private func drawButtons(in rest: inout Box) {
    let buttons: [(String, Icon, InputAction)] = [
      ("first frame", .start, .toStart), ("one frame back", .back, .step(-1)),
      (playhead.isPlaying ? "pause" : "play", playhead.isPlaying ? .pause : .play, .togglePlay),
      ("one frame on", .forward, .step(1)), ("last frame", .end, .toEnd),
    ]
    for (name, icon, action) in buttons { button(name, icon, in: &rest, action) }
    _ = rest.takeLeft(pass.size(8))
    button("loop", .loop, in: &rest, .toggleLoop, isOn: playhead.loops)
  }

  private func button(_ name: String, _ icon: Icon, in rest: inout Box, _ action: InputAction, isOn: Bool = false) {
    let box = rest.takeLeft(pass.size(38))
    _ = rest.takeLeft(pass.size(4))
    let touch = pass.area(name, box)
    let isMain = action == .togglePlay
    let fill = isMain ? Palette.accent : isOn ? Palette.selected : touch.isHovered ? Palette.hovered : Palette.raised
    Canvas.fill(box, fill, rounding: pass.size(6))
    let sign = Box(box.middle - pass.size(8), box.middle + pass.size(8))
    icon.draw(in: sign, isMain ? Palette.background : isOn ? Palette.accent : Palette.text)
    if touch.isHovered { ui_set_hand_cursor() }
    if touch.isClicked { pass.ask(action) }
  }

  private func drawSpeed(in rest: inout Box) {
    _ = rest.takeLeft(pass.size(12))
    let box = rest.takeLeft(pass.size(92)).inset(x: 0, y: pass.size(2))
    ui_set_cursor(ui_point(box.low))
    guard ui_begin_choice("##speed", Self.text(playhead.speed), box.width) else { return }
    for (place, speed) in Playhead.speeds.enumerated() where ui_choice(Self.text(speed), speed == playhead.speed) {
      let present = Playhead.speeds.firstIndex(of: playhead.speed) ?? 0
      for _ in 0..<abs(place - present) { pass.ask(place > present ? .faster : .slower) }
    }
    ui_end_choice()
  }

  private static func text(_ speed: Double) -> String { String(format: "%g×", speed) }

  private func drawSample(in rest: inout Box) {
    guard source.sampleCount > 0 else { return }
    let box = rest.takeRight(pass.size(148)).inset(x: 0, y: pass.size(2))
    _ = rest.takeRight(pass.size(12))
    ui_set_cursor(ui_point(box.low))
    let shown = "Sample \(pass.state.sample + 1) of \(source.sampleCount)"
    guard ui_begin_choice("##sample", shown, box.width) else { return }
    for sample in 0..<source.sampleCount where ui_choice("Sample \(sample + 1)", sample == pass.state.sample) {
      pass.ask(.sample(sample))
    }
    ui_end_choice()
  }

  /// Frame, time, and how far ahead of what the model was given.
  private func drawReadout(in box: Box) {
    var rest = box
    _ = rest.takeLeft(pass.size(20))
    let frame = "Frame \(playhead.frame) (0–\(playhead.lastFrame))"
    _ = rest.takeLeft(Lettering.draw(frame, in: rest, font: UI_FONT_STRONG) + pass.size(18))
    let time = String(format: "%.2f s", playhead.seconds)
    _ = rest.takeLeft(Lettering.draw(time, in: rest) + pass.size(18))
    guard source.sampleCount > 0, source.contextLength > 0 else { return }
    let ahead = Double(playhead.frame - source.contextLength + 1) / playhead.rate
    let phase = ahead <= 0 ? "given to the model" : String(format: "predicted %.2f s ahead", ahead)
    Lettering.draw(phase, in: rest, ahead <= 0 ? Palette.accent : Palette.muted)
  }
}
