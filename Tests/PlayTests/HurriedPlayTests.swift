import Media
import Scenarios
import Testing

@testable import Play

/// Where drawing is too slow, pictures of truth are left out; what is driven, and what is shown at rest, stays the same.
@Suite(.serialized) struct HurriedPlayTests {
  private func drive(_ session: PlaySession, actions: Int) throws -> [PlayView] {
    try (0..<actions).map { _ in
      session.keys.press(.right)
      try session.tick()
      return session.view()
    }
  }

  @Test func truthCatchesUpWheneverTheRobotRests() throws {
    let place = try PlayWorkplace()
    defer { place.remove() }
    let (calm, hurried) = (try place.session(), try place.session())
    defer {
      calm.close()
      hurried.close()
    }
    hurried.truthBudget.interval = 1e-6
    let (all, some) = (try drive(calm, actions: 10), try drive(hurried, actions: 10))
    #expect(all.allSatisfy { $0.truthFrame == $0.frame })
    // Three of four pictures are left out, and each view says which moment it shows.
    let drawn = some.filter { $0.truthFrame == $0.frame }
    #expect(drawn.count == 3)
    for view in some {
      #expect(view.frame - view.truthFrame <= 3)
      let isThatMoment = view.truth == all.first { $0.frame == view.truthFrame }?.truth
      #expect(isThatMoment || view.truthFrame < all[0].frame)
    }
    try compare(calm, hurried, after: .togglePause)
    try compare(calm, hurried, after: .look(-3))
    try compare(calm, hurried, after: .branch)
  }

  /// The panes that compare never lay one moment's truth over another's prediction.
  @Test func whatIsLaidOverEachOtherIsOneMoment() throws {
    let place = try PlayWorkplace()
    defer { place.remove() }
    let session = try place.session()
    defer { session.close() }
    session.truthBudget.interval = 1e-6
    var truths: [Int: [Image]] = [:]
    var predictions: [Int: [Image]] = [:]
    var compared: [Int] = []
    for _ in 0..<10 {
      session.keys.press(.right)
      try session.tick()
      try session.settle()
      let view = session.view()
      truths[view.truthFrame] = view.truth
      predictions[view.predictedFrame] = view.predicted
      guard let pair = view.compared else { continue }
      compared.append(view.frame - pair.frame)
      let isThatMoment = pair.truth == truths[pair.frame] && pair.predicted == predictions[pair.frame]
      #expect(isThatMoment, "frame \(pair.frame)")
    }
    // Old and new ones: while truth is not drawn, the last that was.
    #expect(compared.count >= 7 && Set(compared) == [0, 1, 2, 3])
  }

  private func compare(_ calm: PlaySession, _ hurried: PlaySession, after command: SessionCommand) throws {
    for session in [calm, hurried] {
      try session.perform(command)
      try session.settle()
    }
    let (a, b) = (calm.view(), hurried.view())
    #expect(b.truthFrame == b.frame && a.frame == b.frame)
    // Compared beforehand: a failure should not print pixels.
    let isSame = a.truth == b.truth && a.predicted == b.predicted
    #expect(isSame, "\(command)")
    #expect(calm.tree.branch.actions == hurried.tree.branch.actions)
  }
}
