import Diagnostics
import Policies
import Scenarios
import Scoring

/// The user's own program drives: it sees what the model predicts, a whole chunk at a time, and answers with as many
/// targets. Until it has, the robot stands still and no time passes.
extension PlaySession {
  /// Predicted frames that a policy is shown when it takes over, beside the given ones.
  private static let remembered = 60

  private var group: Int { worker.group }
  /// Whether the model's newest chunk is whole.
  private var isAtChunksEnd: Bool { (frame - origin.given + 1) % group == 0 }

  func takeOver(_ program: PolicyProgram) throws {
    let start = try PolicyStart(origin.scenario, world: origin.world, episode: context.episode)
    // In the midst of a chunk the last target is held to its end.
    let end = frame + (group - (frame - origin.given + 1) % group) % group
    let held = [[Float]](repeating: live.targets.map { Float($0) }, count: end - frame)
    // The target under which each frame was taken: that of the action before it.
    let targets = [context.still] + tree.branch.actions + held
    let first = firstRemembered(before: end)
    let shown = Array(0..<origin.given) + Array(first..<max(end + 1, first))
    let driver = PolicyDriver(
      program, start, targets: shown.map { targets[$0] }, skipped: first - origin.given)
    policy = driver
    say("\(driver.name) drives; p takes it back")
    mode = .driving
    askPolicy()
  }

  /// The first of the predicted frames that a policy is shown: a whole number of chunks after the given ones.
  private func firstRemembered(before end: Int) -> Int {
    origin.given + max(0, end + 1 - Self.remembered - origin.given) / group * group
  }

  /// Shows the program what has been predicted since it was last asked.
  func askPolicy() {
    guard let policy, policy.isFree, isAtChunksEnd else { return }
    let isFirst = policy.isNew
    let first = isFirst ? firstRemembered(before: frame) : frame - group + 1
    let given = isFirst ? givenClips : nil
    policy.expect()
    guard frame >= origin.given else { return policy.show(givenClips) }
    worker.post(
      .recall(branch: tree.current, from: first) { clips in
        policy.show(try given.map { try zip($0, clips).map { try Clip.joined([$0, $1]) } } ?? clips)
      })
  }

  /// The policy's next action; nil while it thinks, and where a chunk is not whole yet the last target again.
  func policyAction() -> [Double]? {
    guard let policy else { return nil }
    do {
      if let action = try policy.next() { return action.map(Double.init) }
      guard policy.isAsked || isAtChunksEnd else { return live.targets }
      askPolicy()
      return nil
    } catch {
      handBack()
      say("\(error)", isError: true)
      return live.targets
    }
  }

  /// Nothing but the hand drives any more.
  func dismiss() {
    policy?.dismiss()
    (policy, script) = (nil, nil)
  }
}
