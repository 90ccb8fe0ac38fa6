import CImGui
import Foundation

/// The left side: the list of runs, and what is known about the one shown.
struct RunsPanel {
  let pass: Pass

  private var state: ViewerState { pass.state }

  func draw(in box: Box) {
    pass.panel("runs", box) {
      Canvas.line(Point(box.high.x - 1, box.low.y), Point(box.high.x - 1, box.high.y), Palette.line)
      var rest = box.inset(x: pass.size(12), y: pass.size(10))
      let facts = state.details.facts
      let height = FactsList.height(facts, scale: pass.scale)
      let room = rest.takeBottom(min(height, rest.height * 0.55))
      _ = rest.takeBottom(pass.size(6))
      if state.listsRuns { drawList(in: rest) }
      let list = FactsList(pass: pass, facts: facts)
      if state.listsRuns {
        list.draw(in: room, isSeparate: true)
      } else {
        list.draw(in: box.inset(x: pass.size(12), y: pass.size(10)), isSeparate: false)
      }
    }
  }

  private var list: RunList { state.list }

  private func drawList(in box: Box) {
    var rest = box
    drawHead(in: rest.takeTop(pass.size(28)))
    drawFilter(in: rest.takeTop(pass.size(34)))
    drawOrder(in: rest.takeTop(pass.size(32)))
    if let score = list.score { drawScore(score, in: rest.takeTop(pass.size(32))) }
    guard !list.shown.isEmpty else {
      Lettering.draw(
        list.runs.isEmpty ? "none yet" : "none match", in: rest.takeTop(pass.size(26)).inset(x: pass.size(6), y: 0),
        Palette.faint)
      return
    }
    pass.scroll("list", rest) { place, width in
      let height = pass.size(50)
      for (number, run) in list.shown.enumerated() {
        let row = Box(x: place.x, y: place.y + Float(number) * height, width: width, height: height - pass.size(3))
        // Rows out of sight cost nothing.
        if row.high.y >= rest.low.y && row.low.y <= rest.high.y { draw(run, number, in: row) }
      }
      return place.y + Float(list.shown.count) * height
    }
  }

  /// What is listed: runs of their own, or the episodes of a suite.
  private func drawHead(in box: Box) {
    guard !list.suites.isEmpty else {
      Lettering.draw(list.title, in: box.inset(x: pass.size(6), y: 0), font: UI_FONT_STRONG)
      return
    }
    ui_set_cursor(ui_point(box.low))
    let now = list.suites.first { $0.id == list.suite }?.title ?? list.title
    guard ui_begin_choice("##suite", now, box.width) else { return }
    if ui_choice(list.title, list.suite == nil), list.suite != nil { pass.ask(.suite(nil)) }
    for (number, suite) in list.suites.enumerated() {
      ui_push_id(Int32(number))
      if ui_choice(suite.title, suite.id == list.suite), suite.id != list.suite { pass.ask(.suite(suite.id)) }
      ui_pop_id()
    }
    ui_end_choice()
  }

  private func drawFilter(in box: Box) {
    ui_set_cursor(ui_point(box.low))
    var text = Array(list.filter.utf8CString.prefix(63))
    text += [CChar](repeating: 0, count: 64 - text.count)
    if ui_input("##filter", "filter", &text, 64, box.width) {
      pass.ask(.filterRuns(String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)))
    }
  }

  /// In which order. Data sets have no scores: then nothing is ranked.
  private func drawOrder(in box: Box) {
    ui_set_cursor(ui_point(box.low))
    guard ui_begin_choice("##order", list.order.title, box.width) else { return }
    for order in RunOrder.allCases where list.score != nil || !order.isRanking {
      if ui_choice(order.title, order == list.order), order != list.order { pass.ask(.orderRuns(order)) }
    }
    ui_end_choice()
  }

  /// The score that stands beside each run, and that worst and best go by.
  private func drawScore(_ score: String, in box: Box) {
    ui_set_cursor(ui_point(box.low))
    guard ui_begin_choice("##score", score, box.width) else { return }
    for name in list.scoreNames where ui_choice(name, name == score) && name != score { pass.ask(.scoreRuns(name)) }
    ui_end_choice()
  }

  private func draw(_ run: ListedRun, _ number: Int, in box: Box) {
    ui_push_id(Int32(number))
    let touch = pass.area("run", box)
    ui_pop_id()
    let isSelected = run.id == state.selectedRun
    let isBeside = run.id == state.beside?.id
    if isSelected || isBeside || touch.isHovered {
      Canvas.fill(box, isSelected ? Palette.selected : Palette.raised, rounding: pass.size(5))
    }
    if isSelected || isBeside {
      Canvas.fill(
        Box(x: box.low.x, y: box.low.y + pass.size(8), width: pass.size(3), height: box.height - pass.size(16)),
        isSelected ? Palette.accent : Palette.muted, rounding: 1.5)
    }
    var inner = box.inset(x: pass.size(8), y: pass.size(5))
    var top = inner.takeTop(pass.size(19))
    if let score = list.score.flatMap({ run.scores[$0] }) {
      let text = Lettering.number(score.value)
      let cell = top.takeRight(Lettering.width(text, UI_FONT_STRONG))
      Lettering.draw(
        text, in: cell, score.value > 0 || !score.isHigherBetter ? Palette.good : Palette.warning, font: UI_FONT_STRONG)
      _ = top.takeRight(pass.size(6))
    }
    Lettering.draw(run.scenario, in: top, font: isSelected ? UI_FONT_STRONG : UI_FONT_REGULAR)
    Lettering.draw(
      run.date == .distantPast ? run.model : "\(Self.text(run.date)) · \(run.model)", in: inner, Palette.muted,
      font: UI_FONT_SMALL)
    if touch.isHovered {
      ui_set_hand_cursor()
      ui_tooltip(details(run))
    }
    if touch.isClicked && !isSelected { pass.ask(ui_shift() ? .beside(run.id) : .selectRun(run.id)) }
  }

  private func details(_ run: ListedRun) -> String {
    let scores = run.scores.sorted { $0.key < $1.key }.map { "\($0.key)  \(Lettering.number($0.value.value))" }
    let head = ["\(run.scenario) · \(run.id)", "\(run.model), \(Self.text(run.date))"]
    return (head + scores + ["Shift and click: beside the one shown"]).joined(separator: "\n")
  }

  private static let today: DateFormatter = formatter("HH:mm")
  private static let thisYear: DateFormatter = formatter("d MMM HH:mm")
  private static let earlier: DateFormatter = formatter("d MMM yyyy")

  private static func formatter(_ format: String) -> DateFormatter {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.dateFormat = format
    return formatter
  }

  /// As short as it can be said: the hour today, the day this year, otherwise the date.
  static func text(_ date: Date, now: Date = Date()) -> String {
    let calendar = Calendar(identifier: .gregorian)
    if calendar.isDate(date, inSameDayAs: now) { return today.string(from: date) }
    let isThisYear = calendar.isDate(date, equalTo: now, toGranularity: .year)
    return (isThisYear ? thisYear : earlier).string(from: date)
  }
}
