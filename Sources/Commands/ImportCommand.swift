import ArgumentParser
import Configuration
import Diagnostics
import Episodes
import Foundation
import Recordings

/// `orrery import`: recordings of real robots as a data set.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Import recordings of a robot as a data set.",
    discussion: """
      Reads LeRobot 2.0, 2.1 and 3.0, IRASim's JSON beside mp4 (DROID, Bridge, Language-Table), npz beside mp4, \
      robomimic's HDF5 and this program's own data sets. The folder tells which; --format insists. It says what was \
      found and what is wrong, skips what cannot be used with a line each, and makes an action contract from the data. \
      Finished files are kept, so an interrupted import is resumed by the same command.

      EXAMPLE: orrery import recordings/pick --check
      EXAMPLE: orrery import recordings/pick --out data/pick --size 192x144 --rate 10 --hold-out 8
      """)

  @Argument(help: "The recording's folder, or an HDF5 file.")
  var recording: String

  @Option(help: "The data set's folder.")
  var out: String?

  @Flag(help: "Only report: write nothing.")
  var check = false

  @Flag(help: "With --check: look at every picture instead of a sample.")
  var decode = false

  @Flag(help: "Print the report as JSON on standard output.")
  var json = false

  @OptionGroup var choice: ImportChoice

  func run() throws {
    Interrupt.watch()
    guard check || out != nil else {
      throw UserError("says where the data set should go", at: "--out", fix: "Or give --check to only look")
    }
    let begin = Date()
    let options = try choice.options()
    if let file = choice.writeContract { try OutputPlace.requireFree(file, for: "--write-contract") }
    if let out, !check {
      try ImportPlace.refuseOverlap(
        of: recording, with: choice.holdOut > 0 ? ImportSet.folders(out) : [out])
    }
    let surveyor = try Surveyor(recording, options)
    var survey = try look(surveyor)
    if check { try look(&survey, surveyor) }
    let isUsable = !survey.usable.isEmpty
    if let file = choice.writeContract, isUsable { try AtomicFile.write(survey.contractText(), to: file) }
    if !json { print(survey.text() + (check && isUsable ? survey.contractText() : ""), terminator: "") }
    var results: [ImportResult]?
    if let out, !check, isUsable { results = try write(&survey, surveyor, to: out, since: begin) }
    if json { print(try StableJSON.text(SurveyJSON(survey, imported: results))) }
    guard isUsable else {
      throw UserError("none of its \(survey.found) episodes can be used", at: recording, fix: "The report says why")
    }
  }

  private func look(_ surveyor: Surveyor) throws -> RecordingSurvey {
    let meter = ProgressMeter("reading tables", total: surveyor.episodes, unit: "episodes")
    defer { meter.finish() }
    return try surveyor.survey(progress: meter)
  }

  private func look(_ survey: inout RecordingSurvey, _ surveyor: Surveyor) throws {
    let check = PictureCheck(surveyor, all: decode)
    let meter = ProgressMeter("looking at pictures", total: check.chosen(survey).count, unit: "episodes")
    defer { meter.finish() }
    try check.run(&survey, progress: meter)
  }

  private func write(
    _ survey: inout RecordingSurvey, _ surveyor: Surveyor, to out: String, since begin: Date
  ) throws -> [ImportResult] {
    guard choice.holdOut < survey.usable.count else {
      throw UserError(
        "\(choice.holdOut) episodes cannot be held out of \(survey.usable.count)", at: "--hold-out",
        fix: "Hold out fewer")
    }
    let meter = ProgressMeter("importing", total: survey.usable.count, unit: "episodes")
    defer { meter.finish() }
    var report = ImportReport(skippedBefore: survey.skipped.count)
    for set in ImportSet.plan(survey, folder: out, heldOut: choice.holdOut) {
      let done = try Importer(surveyor, survey, set).run(progress: meter) { line in
        FileHandle.standardError.write(Data((line + "\n").utf8))
      }
      report.outcomes.append(done)
      survey.leaveOut(done.skipped)
      survey.problems += done.problems
      for problem in done.problems where !json {
        print("problem    episode \(problem.episode?.description ?? ""): \(problem.detail)")
      }
    }
    survey.decoded = survey.usable.count
    meter.finish()
    if !json { print(report.text(survey, seconds: Date().timeIntervalSince(begin)), terminator: "") }
    return report.results
  }
}
