import Diagnostics
import Episodes

/// The scores that can be told while a robot is driven, frame by frame.
///
/// The skill is `foreground_skill`'s, with Ω of that one frame: where truth's segmentation shows the robot, or an object
/// that truth has moved by more than 3 cm, now or in the last given frame; dilated by 2 px. Object positions come from
/// the same readout as `multiview_m`.
public struct LiveScore: Sendable {
  /// One moment of truth: a single frame of every view, with segmentation and poses.
  public typealias Moment = Truth

  /// Squared errors of one frame over Ω.
  public struct Skill: Sendable, Equatable {
    public var predicted: Int
    public var copied: Int
    /// Three a pixel.
    public var samples: Int

    public init(predicted: Int, copied: Int, samples: Int) {
      (self.predicted, self.copied, self.samples) = (predicted, copied, samples)
    }

    /// Copying that errs less than ten levels (root mean square) means that nothing has moved yet.
    static let leastError = 100

    /// Over several frames, errors pooled; nil where nothing has moved.
    public static func pooled(_ frames: some Sequence<Skill>) -> Double? {
      var sum = Skill(predicted: 0, copied: 0, samples: 0)
      for frame in frames {
        sum.predicted += frame.predicted
        sum.copied += frame.copied
        sum.samples += frame.samples
      }
      guard sum.samples > 0, sum.copied >= leastError * sum.samples else { return nil }
      return 1 - Double(sum.predicted) / Double(sum.copied)
    }
  }

  private let given: Truth
  private let readouts: [ViewReadout?]

  /// - Parameter given: the frames that the model was given, `context` of them and no more.
  public init(given: Truth) {
    precondition(given.frames == given.context, "\(given.frames) frames of which \(given.context) were given")
    self.given = given
    let masks = TruthMasks.all(given)
    readouts = zip(given.views, masks).map { view, masks in
      masks.map { ViewReadout(view, masks: $0, context: given.context) }
    }
  }

  /// The skill of one predicted frame: a clip of one frame a view.
  public func skill(of predicted: [Clip], at moment: Moment) -> Skill {
    let moved = movers(moment)
    var skill = Skill(predicted: 0, copied: 0, samples: 0)
    for v in given.views.indices {
      let (now, still) = (moment.views[v], given.views[v])
      guard let labels = now.segmentation, let before = still.segmentation?.suffix(labels.count) else { continue }
      var seed = labels.map { moved[Int($0)] }
      for (p, label) in before.enumerated() where moved[Int(label)] { seed[p] = true }
      let pixels = MotionRegion.dilate(seed, width: now.clip.width)
      skill.predicted += SquaredError.total(predicted[v], 0, now.clip, 0, pixels: pixels)
      skill.samples += 3 * pixels.count
      skill.copied += SquaredError.total(still.clip, given.context - 1, now.clip, 0, pixels: pixels)
    }
    return skill
  }

  /// Segmentation values of what counts as moving.
  private func movers(_ moment: Moment) -> [Bool] {
    var moves = [Bool](repeating: true, count: 256)
    moves[0] = false
    for (was, now) in zip(given.objects, moment.objects) {
      guard let label = moment.label(of: now.name) else { continue }
      moves[Int(label)] = (now.position(0) - was.position(given.context - 1)).length > ObjectTruth.leastMove
    }
    return moves
  }

  /// How far each object's triangulated centroid is from the truth, metres; nil where fewer than two views show it.
  public func objectErrors(of predicted: [Clip], at moment: Moment) -> [Double?] {
    let reading = Reading(predicted, readouts: readouts, names: given.objects.map(\.name))
    var cameras: [Int: PinholeCamera] = [:]
    for v in moment.views.indices { cameras[v] = moment.views[v].camera(at: 0) }
    return moment.objects.indices.map { o in
      reading.fix(object: o, frame: 0, cameras: cameras).map { ($0.point - moment.objects[o].position(0)).length }
    }
  }
}
