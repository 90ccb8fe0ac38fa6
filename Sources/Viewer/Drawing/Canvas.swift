import CImGui

extension ui_point {
  init(_ point: Point) { self.init(x: point.x, y: point.y) }
  var point: Point { Point(x, y) }
}

/// Drawing into the current panel.
enum Canvas {
  static func line(_ a: Point, _ b: Point, _ color: Ink, _ thickness: Float = 1) {
    ui_draw_line(ui_point(a), ui_point(b), color, thickness)
  }

  static func lines(_ points: [Point], _ color: Ink, _ thickness: Float = 1) {
    guard points.count > 1 else { return }
    ui_draw_lines(points.map { ui_point($0) }, Int32(points.count), color, thickness)
  }

  static func fill(_ box: Box, _ color: Ink, rounding: Float = 0) {
    ui_fill_rectangle(ui_point(box.low), ui_point(box.high), color, rounding)
  }

  static func frame(_ box: Box, _ color: Ink, rounding: Float = 0, thickness: Float = 1) {
    ui_draw_rectangle(ui_point(box.low), ui_point(box.high), color, rounding, thickness)
  }

  static func ring(_ centre: Point, _ radius: Float, _ color: Ink, _ thickness: Float = 1) {
    ui_draw_circle(ui_point(centre), radius, color, thickness)
  }

  static func disc(_ centre: Point, _ radius: Float, _ color: Ink) {
    ui_fill_circle(ui_point(centre), radius, color)
  }

  static func triangle(_ a: Point, _ b: Point, _ c: Point, _ color: Ink) {
    ui_fill_triangle(ui_point(a), ui_point(b), ui_point(c), color)
  }

  static func texture(_ texture: UInt32, _ box: Box, part: (low: Point, high: Point)) {
    ui_draw_texture(texture, ui_point(box.low), ui_point(box.high), ui_point(part.low), ui_point(part.high))
  }

  /// What `body` draws outside of `box` is left out.
  static func clipped(to box: Box, _ body: () -> Void) {
    ui_begin_clip(ui_point(box.low), ui_point(box.high))
    body()
    ui_end_clip()
  }

  /// A dashed line through points, its dashes running on round the corners.
  static func dashes(_ points: [Point], _ color: Ink, _ thickness: Float, dash: Float, gap: Float) {
    var walked: Float = 0
    for (start, end) in zip(points, points.dropFirst()) {
      let length = (end - start).length
      guard length > 0 else { continue }
      var place: Float = 0
      while place < length {
        let phase = (walked + place).truncatingRemainder(dividingBy: dash + gap)
        let stretch = min(length - place, phase < dash ? dash - phase : dash + gap - phase)
        if phase < dash {
          line(
            start + (end - start) * (place / length), start + (end - start) * ((place + stretch) / length), color,
            thickness)
        }
        place += max(stretch, 0.01)
      }
      walked += length
    }
  }
}
