extension Corruption {
  /// The corrupted truth; nil where the truth lacks what it takes, or what `need` names is not given.
  ///
  /// `given` holds re-simulated or re-drawn frames after the context, by corruption. Throws a `UserError` where they do
  /// not fit the truth.
  public func prediction(of truth: Truth, given: [Corruption: Prediction] = [:]) throws -> Prediction? {
    if need != nil {
      guard let other = given[self] else { return nil }
      _ = try other.clips(matching: truth)
      return other
    }
    let best = truth.asPrediction
    switch self {
    case .reversed: return best.reordered { truth.horizon - 1 - $0 }
    case .shuffled: return best.reordered { Self.disorder(truth.horizon)[$0] }
    case .lag1:
      return Prediction(
        views: truth.views.map {
          .init(camera: $0.camera, clip: $0.clip[(truth.context - 1)..<(truth.frames - 1)])
        })
    case .copyLast: return Prediction.copyLast(truth)
    case .crossViewSwap: return Self.swapped(best)
    case .blur: return best.mapped { clip, t, _ in FrameFilter.blurred(clip, t, share: CorruptionStrength.blur) }
    case .noise: return best.mapped { clip, t, v in FrameFilter.noisy(clip, t, stream: v) }
    case .wobble: return best.mapped { clip, t, v in FrameFilter.displaced(clip, t, stream: v) }
    case .teleport: return ObjectEraser(truth)?.prediction(returning: true)
    case .vanish: return ObjectEraser(truth)?.prediction(returning: false)
    case .flatWorld: return FlatWorld.prediction(truth)
    default: return nil
    }
  }

  /// A fixed order of n frames that is not the natural one for n > 1.
  static func disorder(_ n: Int) -> [Int] {
    let random = CounterRandom(seed: CorruptionStrength.seed)
    let order = (0..<n).sorted { (random.bits(UInt64($0)), $0) < (random.bits(UInt64($1)), $1) }
    return order == Array(0..<n) ? order.reversed() : order
  }

  /// Nil with one view, or where sizes differ.
  private static func swapped(_ best: Prediction) -> Prediction? {
    let views = best.views
    guard views.count > 1,
      views.allSatisfy({ ($0.clip.width, $0.clip.height) == (views[0].clip.width, views[0].clip.height) })
    else { return nil }
    return Prediction(
      views: views.indices.map { .init(camera: views[$0].camera, clip: views[($0 + 1) % views.count].clip) })
  }
}

extension Prediction {
  /// Frame t is replaced by frame `source(t)`.
  func reordered(_ source: (Int) -> Int) -> Prediction {
    mapped { clip, t, _ in clip.frame(source(t)) }
  }

  /// Each frame replaced by the bytes that `body` makes of the clip at that time in that view.
  func mapped(_ body: (Clip, Int, Int) -> [UInt8]) -> Prediction {
    Prediction(
      views: views.enumerated().map { v, view in
        .init(camera: view.camera, clip: view.clip.replaced { body(view.clip, $0, v) })
      })
  }
}

extension Clip {
  /// A clip of the same shape; each frame must have as many bytes as before.
  func replaced(_ frame: (Int) -> [UInt8]) -> Clip {
    let bytes = (0..<frames).flatMap(frame)
    guard let clip = try? Clip(frames: frames, height: height, width: width, bytes: bytes) else {
      preconditionFailure("\(bytes.count) bytes for \(frames) frames of \(frameBytes)")
    }
    return clip
  }
}
