import Diagnostics
import Testing

@testable import Scoring

@Suite struct CorruptionMakingTests {
  @Test func corruptionsAreTheSameEachTimeAndFitTheTruth() throws {
    let truth = try Stage.truth.get()
    for corruption in Corruption.allCases where corruption.need == nil {
      let first = try #require(try corruption.prediction(of: truth), "\(corruption)")
      let second = try #require(try corruption.prediction(of: truth))
      let clips = try first.clips(matching: truth)
      #expect(zip(clips, second.views).allSatisfy { $0.isIdentical(to: $1.clip) }, "\(corruption)")
      #expect(!zip(clips, truth.asPrediction.views).allSatisfy { $0.isIdentical(to: $1.clip) }, "\(corruption)")
    }
  }

  @Test func whatMustBeSimulatedIsTakenOrLeftOut() throws {
    let truth = try Stage.truth.get()
    #expect(try Corruption.halfGravity.prediction(of: truth) == nil)
    let other = try Stage.secondTake.get().asPrediction
    let given = try #require(try Corruption.halfGravity.prediction(of: truth, given: [.halfGravity: other]))
    #expect(given.views[0].clip.isIdentical(to: other.views[0].clip))
    var short = other
    short.views[0].clip = short.views[0].clip.dropping(1)
    #expect(throws: UserError.self) { try Corruption.halfGravity.prediction(of: truth, given: [.halfGravity: short]) }
  }

  @Test func oneFrameOneViewAndNoMasksLeaveWhatCannotBeMade() throws {
    var truth = try SyntheticScene(frames: 5).truth()
    truth.views.removeLast()
    truth.views[0].segmentation = nil
    truth.views[0].depth = nil
    for corruption in [Corruption.crossViewSwap, .vanish, .teleport, .flatWorld] {
      #expect(try corruption.prediction(of: truth) == nil, "\(corruption)")
    }
    for corruption in [Corruption.reversed, .shuffled, .lag1, .blur, .noise, .wobble, .copyLast] {
      #expect(try #require(try corruption.prediction(of: truth)).views[0].clip.frames == 1, "\(corruption)")
    }
  }

  @Test func disorderIsAnOrderOfAllFrames() {
    for n in [0, 1, 2, 3, 44] {
      let order = Corruption.disorder(n)
      #expect(order.sorted() == Array(0..<n))
      if n > 1 { #expect(order != Array(0..<n)) }
    }
  }

  @Test func theErasedObjectIsGoneAndTheDisplacedOneElsewhere() throws {
    let scorer = try Stage.scorer.get()
    let last = scorer.truth.horizon - 1
    let gone = try scorer.reading(try #require(try Corruption.vanish.prediction(of: scorer.truth)))
    let moved = try scorer.reading(try #require(try Corruption.teleport.prediction(of: scorer.truth)))
    for v in 0..<2 {
      #expect(gone.sighting(view: v, object: 0, frame: last) == nil)
      let at = try #require(moved.sighting(view: v, object: 0, frame: last)).centroid
      let was = try #require(scorer.truthReading.sighting(view: v, object: 0, frame: last)).centroid
      #expect((at - was).length > 5)
    }
  }
}
