import Foundation
import TensorCore

/// Noise levels of the frames of some windows, and what their errors weigh.
struct NoiseDraw {
  private let plan: DynamicsPlan
  private let random: Philox

  init(_ plan: DynamicsPlan, _ random: Philox) {
    self.plan = plan
    self.random = random
  }

  /// A level a frame, logit-normal, but nearly clean for a share of frames. The share is drawn a window, so that some
  /// windows look as sampling does: all but a few frames clean. Clean frames count by `clean_weight`: a sampler of few
  /// steps never reads what is said of them.
  func forced(_ batch: Int, _ window: Int) -> (levels: [Float], weights: [Float]) {
    let noisy = noisy(batch * window)
    let small = random.split(1).uniform([batch * window]).floats()
    let choice = random.split(2).uniform([batch * window]).floats()
    let share = random.split(3).uniform([batch]).floats()
    let isClean = (0..<batch * window).map { choice[$0] < Float(plan.clean) * 2 * share[$0 / window] }
    let levels = isClean.indices.map { isClean[$0] ? 0.1 * small[$0] : noisy[$0] }
    let weights = isClean.indices.map { (isClean[$0] ? Float(plan.cleanWeight) : 1) * weight(levels[$0]) }
    return (levels, weights)
  }

  /// A clip nearly clean, weighing nothing, then the same clip noisy. One clip in four is less clean: frames that a
  /// rollout made are not perfect either.
  ///
  /// A window's first frame has no past, so what is said of it is a guess that no sampler asks for, and the second's past
  /// does not show how things move. Both err many times as much as the others, and their gradients would be most of the
  /// noise.
  func paired(_ batch: Int, _ window: Int) -> (levels: [Float], weights: [Float]) {
    let noisy = noisy(batch * window)
    let small = random.split(1).uniform([batch * window]).floats()
    let soiled = random.split(2).uniform([batch, 2]).floats()
    var levels: [Float] = []
    var weights: [Float] = []
    for b in 0..<batch {
      let reach = soiled[2 * b] < 0.25 ? 0.1 + 0.4 * soiled[2 * b + 1] : 0.1
      let frames = b * window..<(b + 1) * window
      levels += frames.map { reach * small[$0] } + noisy[frames]
      weights += [Float](repeating: 0, count: window)
      weights += frames.map { weight(noisy[$0]) * Self.share(of: $0 - frames.lowerBound) }
    }
    return (levels, weights)
  }

  /// What a noisy frame of a pair counts, by its place in the window.
  private static func share(of place: Int) -> Float {
    switch place {
    case 0: 0
    case 1: 0.25
    default: 1
    }
  }

  /// One level in ten is 1, where sampling begins; the others are logit-normal.
  private func noisy(_ count: Int) -> [Float] {
    let normal = random.split(0).normal([count]).floats()
    let whole = random.split(4).uniform([count]).floats()
    return (0..<count).map { whole[$0] < 0.1 ? 1 : 1 / (1 + exp(-(1.2 * normal[$0] + Float(plan.levelMean)))) }
  }

  private func weight(_ level: Float) -> Float { 1 / (level * level + 0.04) }
}
