import CImGui
import Foundation

/// The objects' ways across a picture: the truth as a line with a ring, the prediction as dashes with a dot.
struct PathOverlay {
  let pass: Pass

  func draw(_ pane: Pane, _ geometry: PaneGeometry) {
    Canvas.clipped(to: geometry.box) {
      guard let shown = source(of: pane.kind) else { return }
      let colors = pass.state.objectColors
      for object in shown.details.objects {
        for path in shown.details.paths where path.object == object && path.camera == pane.camera {
          if Self.shows(path, pane.kind, sample: shown.sample) {
            draw(path, shown.frame, shown.rate, colors[object], geometry)
          }
        }
      }
    }
  }

  /// Whose paths a pane shows.
  private struct Shown {
    let details: SourceDetails
    /// Up to which frame, and its frames a second.
    let frame: Int
    let rate: Double
    /// Whose prediction it is.
    let sample: Int
  }

  /// Nil where the run beside has ended.
  private func source(of kind: Pane.Kind) -> Shown? {
    let (state, playhead) = (pass.state, pass.state.playhead)
    guard kind.isOther else {
      return Shown(details: state.details, frame: playhead.frame, rate: playhead.rate, sample: state.sample)
    }
    guard let beside = pass.state.beside, let frame = beside.frame(at: playhead.frame, rate: playhead.rate) else {
      return nil
    }
    return Shown(
      details: beside.details, frame: frame, rate: beside.source.rate,
      sample: min(state.sample, beside.source.sampleCount - 1))
  }

  /// Truth's path is shown everywhere, a sample's where that sample is, all of them over what is made of all.
  private static func shows(_ path: ObjectPath, _ kind: Pane.Kind, sample chosen: Int) -> Bool {
    guard let sample = path.sample else { return true }
    if case .sample(let number) = kind { return number == sample }
    return kind == .mean || kind == .spread || (kind.isPredicted && sample == chosen)
  }

  private func draw(_ path: ObjectPath, _ frame: Int, _ rate: Double, _ color: Ink, _ geometry: PaneGeometry) {
    let isTruth = path.sample == nil
    for run in Self.runs(Self.trail(path.points, upTo: frame, rate: rate)) {
      let places = Self.thinned(run.map(geometry.place), least: pass.scale * 2)
      Canvas.lines(places, Palette.shade, pass.scale * 3.4)
      if isTruth {
        Canvas.lines(places, color, pass.scale * 1.8)
      } else {
        Canvas.dashes(places, color, pass.scale * 1.8, dash: pass.size(5), gap: pass.size(4))
      }
    }
    guard path.points.indices.contains(frame), let point = path.points[frame] else { return }
    mark(geometry.place(point), color, isTruth: isTruth)
  }

  private func mark(_ place: Point, _ color: Ink, isTruth: Bool) {
    if isTruth {
      Canvas.ring(place, pass.scale * 6, Palette.shade, pass.scale * 4)
      Canvas.ring(place, pass.scale * 6, color, pass.scale * 2)
    } else {
      Canvas.disc(place, pass.scale * 5, Palette.shade)
      Canvas.disc(place, pass.scale * 3.5, color)
    }
  }

  /// Seconds of an object's way that are drawn: all of a usual clip, and of a long one no more than can be told apart.
  private static let trailSeconds = 10.0

  /// The part of a way that leads up to a frame.
  static func trail<Place>(_ points: [Place], upTo frame: Int, rate: Double) -> ArraySlice<Place> {
    let end = min(frame + 1, points.count)
    let start = frame + 1 - max(1, Int(min(trailSeconds * rate, 1e6)))
    return points[min(max(0, start), end)..<end]
  }

  /// Without points nearer than `least` to the one kept before: the corners of a trembling line would be spikes.
  static func thinned(_ points: [Point], least: Float) -> [Point] {
    var kept: [Point] = []
    for point in points {
      if let last = kept.last, hypot(point.x - last.x, point.y - last.y) < least { continue }
      kept.append(point)
    }
    return kept
  }

  /// The stretches over which an object is seen.
  static func runs(_ points: some Collection<Point?>) -> [[Point]] {
    var runs: [[Point]] = [[]]
    for point in points {
      if let point {
        runs[runs.count - 1].append(point)
      } else if runs.last?.isEmpty == false {
        runs.append([])
      }
    }
    return runs.filter { !$0.isEmpty }
  }
}
