/// The whole window, drawn once.
struct WindowContent {
  let pass: Pass

  func draw(size: Point) {
    let state = pass.state
    let layout = WindowLayout(
      size: size, scale: pass.scale, hasRuns: state.listsRuns || !state.details.facts.isEmpty,
      hasPlots: state.details.hasPlots)
    if let runs = layout.runs {
      let bottom = state.source == nil ? layout.footer.low.y : runs.high.y
      RunsPanel(pass: pass).draw(in: Box(runs.low, Point(runs.high.x, bottom)))
    }
    if let source = state.source {
      PanesPanel(pass: pass, source: source).draw(in: layout.panes)
      if let plots = layout.plots { PlotsPanel(pass: pass, source: source).draw(in: plots) }
      TimelinePanel(pass: pass, source: source).draw(in: layout.timeline)
    } else {
      EmptyPanel(pass: pass).draw(in: Box(layout.panes.low, Point(size.x, layout.timeline.high.y)))
    }
    Footer(pass: pass).draw(in: layout.footer)
    if let message = state.message { MessageBar(pass: pass, message: message).draw(in: layout.panes) }
    if state.showsHelp { HelpOverlay(pass: pass).draw(in: Box(Point(0, 0), size)) }
  }
}
