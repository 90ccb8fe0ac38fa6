import Episodes
import Foundation
import Media
import RunStore
import Scoring

/// The one-page report of a run.
struct RunReport {
  let scenario: Scenario
  let record: RunRecord
  let summary: RunSummary
  let scores: RunScores
  let samples: [Prediction]
  let truth: TruthSet

  func html() throws -> String {
    guard let table = scores.tables.first else { return "" }
    var parts: [any ReportPart] = [ReportText(heading: "What was asked", paragraphs: [question])]
    parts.append(contentsOf: try filmStrips())
    parts.append(ReportScores(table: table))
    parts.append(ReportText(heading: "Are actions obeyed?", paragraphs: [obedience]))
    for metric in [MetricName.psnr, .ssim, .foregroundSkill] {
      if let chart = ReportChart(metric, of: table, rate: truth.main.rate) { parts.append(chart) }
    }
    parts.append(contentsOf: try paths())
    parts.append(contentsOf: try laws())
    parts.append(ReportFacts(facts: facts))
    return ReportPage(title: scenario.name, summary: scenario.summary, parts: parts).html
  }

  private var question: String {
    """
    From \(scenario.context) frames and the robot's actions, \(scenario.horizon) frames \
    (\(String(format: "%.1f", Double(scenario.horizon) / truth.main.rate)) s) of \
    \(scenario.cameras.joined(separator: " and ")) were predicted \(scenario.sampler.samples) times in \
    \(scenario.sampler.steps) steps a latent frame. Scores are of the first sample; truth, the last frame copied, and a \
    second take of the same scene stand beside them.
    """
  }

  private var obedience: String {
    let show = { (value: Double?) in value.map { String(format: "%.3f", $0) } ?? "not measurable" }
    return """
      Foreground skill under the true actions \(show(summary.sensitivity.true)), under another episode's \
      \(show(summary.sensitivity.shuffled)), with the last target held \(show(summary.sensitivity.zero)). Against the \
      simulator running those other actions: \(show(scores.counterfactual?.value)).
      """
  }

  /// For each camera: truth, prediction and difference at eight moments.
  private func filmStrips() throws -> [any ReportPart] {
    guard let prediction = samples.first else { return [] }
    let horizon = scenario.horizon
    let count = min(8, horizon)
    let moments = (0..<count).map { horizon * ($0 + 1) / count - 1 }
    let times = moments.map { String(format: "%.1f s", Double($0 + 1) / truth.main.rate) }
    return try zip(scores.scorer.truth.views, prediction.views).map { view, predicted in
      let real = moments.map { Image(view.clip, scenario.context + $0) }
      let shown = moments.map { Image(predicted.clip, $0) }
      let pngs = { (images: [Image]) in try images.map { Optional(try $0.pngBytes()) } }
      return ReportFilmStrip(
        heading: "Camera \(view.camera)", times: times,
        rows: [
          .init(label: "truth", pictures: try pngs(real)),
          .init(label: "prediction", pictures: try pngs(shown)),
          .init(label: "difference", pictures: try pngs(zip(shown, real).map { $0.difference(from: $1) })),
        ])
    }
  }

  /// Where the objects' centres went in each picture.
  private func paths() throws -> [any ReportPart] {
    guard let prediction = samples.first else { return [] }
    let real = scores.scorer.truthReading
    let seen = try scores.scorer.reading(prediction)
    return scores.scorer.truth.views.indices.map { v in
      ReportPaths(
        xLabel: "\(scenario.cameras[v]), px", yLabel: "px", isPicture: true,
        objects: zip(real.tracks[v], seen.tracks[v]).map { real, seen in
          ReportPaths.Object(
            name: real.object, truth: real.sightings.map { $0?.centroid },
            prediction: seen.sightings.map { $0?.centroid })
        })
    }
  }

  /// Heights and energies, where truth shows a flight, or something moving by itself.
  private func laws() throws -> [any ReportPart] {
    guard let prediction = samples.first else { return [] }
    let reading = try scores.scorer.reading(prediction)
    return ReportChart.laws(scores.scorer.lawCurves(reading), rate: truth.main.rate)
  }

  private var facts: [(name: String, value: String)] {
    let s = summary.seconds
    let told = summary.model.told.map { [("told besides", $0.joined(separator: ", "))] } ?? []
    return [
      ("run", record.id), ("scenario", "\(scenario.file.path) (\(scenario.hash.prefix(12)))"),
      ("model", "\(record.modelPath) (\(record.modelHash.prefix(12)))"), ("data", String(record.dataHash.prefix(12))),
      ("seeds", scenario.sampler.seeds.map(String.init).joined(separator: ", ")),
      ("speed", String(format: "%.0f camera frames/s", summary.framesPerSecond)),
      (
        "seconds",
        String(
          format: "record %.2f, encode %.2f, sample %.2f, decode %.2f, score %.2f", s.record, s.encode, s.sample,
          s.decode, s.score)
      ),
      ("peak memory", String(format: "%.0f MB", summary.peakMemoryMB)), ("threads", "\(summary.threads)"),
      ("program", record.version), ("engine", record.engine),
    ] + told
  }
}
