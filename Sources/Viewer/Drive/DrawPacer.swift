/// When a driving window is drawn: at once where the model has answered, otherwise only after a rest, because software
/// OpenGL takes a core that the model needs.
public struct DrawPacer: Sendable {
  /// Seconds after a picture in which only the model's answers are worth another: a little more than they are apart.
  static let rest = 0.12

  private var revision: Int?
  private var answers: Int?
  private var last = -Double.infinity

  public init() {}

  /// Whether something is to be drawn, which is then taken as done.
  ///
  /// - Parameter time: in seconds, from any start.
  public mutating func takes(_ source: any DriveSource, at time: Double) -> Bool {
    let (revision, answers) = (source.revision, source.answers)
    guard revision != self.revision, answers != self.answers || time - last >= Self.rest else { return false }
    drew(revision, answers, at: time)
    return true
  }

  /// A picture was drawn for another reason.
  public mutating func drew(_ source: any DriveSource, at time: Double) {
    drew(source.revision, source.answers, at: time)
  }

  private mutating func drew(_ revision: Int, _ answers: Int, at time: Double) {
    (self.revision, self.answers, last) = (revision, answers, time)
  }
}
