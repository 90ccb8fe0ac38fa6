import CImGui

/// Below the segmentations: which thing has which colour.
struct SegmentLegend {
  let pass: Pass
  let source: any FrameSource

  private var names: [String] { (source as? any ChannelSource)?.segmentNames ?? [] }
  private var line: Float { pass.size(20) }

  /// What it needs below pictures of this width.
  func height(width: Float) -> Float {
    names.isEmpty ? 0 : line * Float((places(width: width).last?.row ?? 0) + 1) + pass.size(6)
  }

  func draw(below picture: Box) {
    let colors = pass.state.objectColors
    for (name, place) in zip(names, places(width: picture.width)) {
      let low = Point(picture.low.x + place.x, picture.high.y + pass.size(6) + line * Float(place.row))
      var entry = Box(x: low.x, y: low.y, width: picture.width - place.x, height: line)
      ColorDot.draw(entry.takeLeft(pass.size(14)).middle, pass.scale, colors[name])
      Lettering.draw(name, in: entry, Palette.muted, font: UI_FONT_SMALL)
    }
  }

  /// Entries in lines, as many to each as fit.
  private func places(width: Float) -> [(x: Float, row: Int)] {
    var (x, row) = (Float(0), 0)
    return names.map { name in
      let size = Lettering.width(name, UI_FONT_SMALL) + pass.size(28)
      if x > 0, x + size - pass.size(14) > width { (x, row) = (0, row + 1) }
      defer { x += size }
      return (x, row)
    }
  }
}
