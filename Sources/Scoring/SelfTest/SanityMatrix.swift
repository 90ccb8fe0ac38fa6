/// Which metric must catch which corruption, and what it is known not to see: the design's table as data.
public enum SanityMatrix {
  /// What a metric is about. A corruption should be caught by two of these.
  public enum Group: String, Codable, Sendable, CaseIterable {
    case fidelity, geometry, physics, actions
  }

  public struct Row: Sendable {
    public var metric: MetricName
    public var group: Group
    /// What truth may have on any clip, as `badness`: the readout's floor. Differences below it are none.
    public var floor: Double
    /// Must be worse than a second take on these.
    public var catches: Set<Corruption>
    /// The same, where the camera moves.
    public var catchesMoving: Set<Corruption>
    /// The same, where truth moves an object by more than .3 m/s (`SelfTestClip.objectsMove`).
    public var catchesMotion: Set<Corruption>
    /// Need not be worse on these, and the reports say so.
    public var blind: Set<Corruption>

    init(
      _ metric: MetricName, _ group: Group, floor: Double = 0, catches: Set<Corruption> = [],
      moving: Set<Corruption> = [], motion: Set<Corruption> = [], blind: Set<Corruption> = []
    ) {
      (self.metric, self.group, self.floor) = (metric, group, floor)
      (self.catches, catchesMoving, catchesMotion, self.blind) = (catches, moving, motion, blind)
    }
  }

  /// Floors are kept by the measurement itself: a clip, frame, window or patch on which truth's own reading misses by more
  /// is not measured. Metrics without one are exact on truth.
  public static let rows: [Row] = [
    Row(
      .psnr, .fidelity, catches: [.anotherScenario, .copyLast, .gravityFlipped, .reversed], blind: [.vanish, .teleport]),
    Row(
      .ssim, .fidelity, catches: [.anotherScenario, .copyLast, .gravityFlipped, .reversed], blind: [.vanish, .teleport]),
    Row(.foregroundSkill, .fidelity, catches: [.teleport, .vanish, .gravityFlipped, .reversed], blind: [.blur]),
    Row(
      .reprojection, .geometry, floor: PatchAnchors.mostOff, catches: [.wobble],
      moving: [.halfCameraMotion, .flatWorld, .copyLast], blind: [.teleport, .vanish, .reversed]),
    Row(.sampson, .geometry, floor: Sampson.mostOff, moving: [.wobble], blind: [.flatWorld, .blur]),
    Row(.warpPhotometric, .geometry, moving: [.wobble, .halfCameraMotion, .flatWorld]),
    Row(.multiView, .geometry, floor: ObjectTruth.mostOff, catches: [.teleport, .crossViewSwap]),
    Row(
      .occupancy, .physics,
      catches: [.gravityFlipped, .halfGravity, .vanish, .teleport, .reversed, .shuffled], blind: [.blur, .noise]),
    Row(
      .trajectory, .physics,
      catches: [
        .teleport, .vanish, .reversed, .shuffled, .gravityFlipped, .halfGravity, .lag1, .anotherScenario,
      ], blind: [.blur, .noise, .flatWorld]),
    Row(
      .velocity, .physics, floor: VelocityError.mostOwn,
      catches: [.teleport, .vanish, .reversed, .shuffled, .gravityFlipped],
      motion: [.halfGravity, .lag1, .anotherScenario], blind: [.blur, .noise, .flatWorld]),
    Row(
      .gravity, .physics, floor: GravityError.mostOwn, catches: [.halfGravity, .gravityFlipped, .shuffled],
      blind: [.reversed, .teleport, .vanish]),
    Row(
      .energyInjection, .physics, floor: 0.02, catches: [.reversed, .gravityFlipped], blind: [.copyLast, .teleport]),
    Row(.permanence, .physics, catches: [.vanish]),
    Row(.stepRatio, .physics, catches: [.teleport, .shuffled]),
    Row(.areaVariation, .physics, catches: [.vanish]),
    Row(.contacts, .physics, catches: [.reversed, .actionShuffled]),
    Row(.actionFollowing, .actions, catches: [.actionShuffled], moving: [.halfCameraMotion]),
    Row(.objectFinal, .physics, floor: ObjectTruth.mostOff, catches: [.teleport, .vanish, .reversed]),
    Row(.penetration, .physics),
    Row(.momentum, .physics, floor: MomentumError.friction),
    Row(.foregroundSkill1s, .fidelity),
    // What no single prediction has: `EnsembleCheck` and `RankingCheck` test these, or their parts are tested above.
    Row(.crps, .actions), Row(.energyScore, .actions), Row(.coverage80, .actions), Row(.bestOf8, .actions),
    Row(.policyR, .actions), Row(.policyMMRV, .actions), Row(.trueWins, .actions), Row(.counterfactualSkill, .actions),
    Row(.expectation, .physics),
  ]

  /// The note of rows that `blind` names.
  public static let blindNote = "a known blind spot"

  /// Corruptions that fewer than two groups need to catch, and why.
  public static let gaps: [Corruption: String] = [
    .blur: "only pixels change: objects, background and motion stay where they were",
    .noise: "only pixels change, and less than the readout notices",
    .lag1: "one frame late is within what a second take may differ by, but for the objects' paths",
    .crossViewSwap: "with one view there is nothing to swap",
  ]

  /// The fewest clips over which strengths and passes mean something.
  public static let leastClips = 12
}
