import Foundation
import Testing

@testable import Policies

@Suite struct PolicyGoalTests {
  private let near = PolicyGoal(object: "cube", near: [0.3, 0], within: 0.05)

  @Test func aGoalIsReachedOnTheMedianOfTheLastFrames() {
    let inside = SIMD3(0.33, 0.03, 0.02)
    let outside = SIMD3(0.33, 0.05, 0.02)
    #expect(near.isReached(atEndOf: [inside, outside, inside, nil, inside]))
    #expect(!near.isReached(atEndOf: [outside, outside, inside, nil, outside]))
    #expect(!PolicyGoal(object: "cube", above: 0.05).isReached(atEndOf: [inside]))
    #expect(PolicyGoal(object: "cube", above: 0.01).isReached(atEndOf: [inside]))
  }

  @Test func whatIsNotSeenHasReachedNothing() {
    let inside = SIMD3(0.3, 0, 0.02)
    #expect(!near.isReached(atEndOf: []))
    #expect(!near.isReached(atEndOf: [nil, nil, nil, inside, inside]))
  }

  @Test func theIdentityOfAProgramCoversTheFilesItNames() throws {
    let policy = try LittlePolicy("pass")
    defer { policy.remove() }
    let before = try policy.program.identity()
    #expect(try policy.program.identity() == before)
    try Data("print()".utf8).write(to: policy.folder.appendingPathComponent("policy.py"))
    #expect(try policy.program.identity() != before)
  }
}
