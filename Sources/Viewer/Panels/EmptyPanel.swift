import CImGui

/// The middle of the window where there is nothing to show yet.
struct EmptyPanel {
  let pass: Pass

  func draw(in box: Box) {
    pass.panel("empty", box, Palette.background) {
      let hint =
        pass.state.list.runs.isEmpty
        ? "Make a run with  orrery run SCENARIO,  or open a recording with  orrery view EPISODE"
        : "Choose a run on the left"
      Lettering.draw(
        "Nothing to show yet", at: box.middle - Point(0, pass.size(26)), font: UI_FONT_LARGE, side: .middle)
      Lettering.draw(hint, at: box.middle + Point(0, pass.size(6)), Palette.muted, side: .middle)
    }
  }
}
