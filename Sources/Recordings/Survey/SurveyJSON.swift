import Diagnostics
import Episodes

/// A survey for machines.
public struct SurveyJSON: Encodable {
  struct Absent: Encodable {
    var count: Int
    /// First and last number of each run.
    var ranges: [[Int]]
  }

  struct Import: Encodable {
    /// Frames a second, and their number over all usable episodes.
    var rate: Double
    var frames: Int
  }

  /// What the contract says beside its dimensions.
  struct Terms: Encodable {
    var robot: String
    var frame: String
    var rotation: String
    var rate: Double
    var clamp: String
    /// `recorded`, or where the numbers come from if nobody recorded them.
    var origin: String
  }

  var path: String
  var format: String
  var episodes: Int
  var usable: Int
  var skipped: [RecordingSurvey.Skip]
  @Nullable var promised: Int? = nil
  var absent: Absent
  var frames: Int
  var rate: Double
  var seconds: Double
  var cameras: [RecordingSurvey.Camera]
  var actionContract: [ActionContract.Dimension]
  var actionTerms: Terms
  var problems: [DataProblem]
  var decoded: Int
  var importing: Import
  var imported: [ImportResult]?

  enum CodingKeys: String, CodingKey {
    case path, format, episodes, usable, skipped, promised, absent, frames, rate, seconds, cameras, problems, imported
    case actionContract = "action_contract"
    case actionTerms = "action_terms"
    case decoded = "decoded_episodes"
    case importing = "import"
  }

  public init(_ survey: RecordingSurvey, imported: [ImportResult]? = nil) {
    path = survey.path
    format = survey.format.rawValue
    (episodes, usable, skipped) = (survey.found, survey.usable.count, survey.skipped)
    promised = survey.promised
    absent = Absent(
      count: survey.absent.count, ranges: survey.absentRanges.map { [$0.lowerBound, $0.upperBound] })
    (frames, rate) = (survey.rows, survey.sourceRate)
    seconds = (survey.seconds * 10).rounded() / 10
    cameras = survey.cameras
    actionContract = survey.contract.dimensions
    let contract = survey.contract
    actionTerms = Terms(
      robot: contract.robot, frame: contract.frame, rotation: contract.rotation, rate: contract.rate,
      clamp: contract.clamp.rawValue, origin: contract.origin ?? "recorded")
    problems = survey.problems
    decoded = survey.decoded
    importing = Import(rate: survey.contract.rate, frames: survey.frames)
    self.imported = imported
  }
}
