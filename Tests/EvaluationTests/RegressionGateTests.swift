import Foundation
import Scoring
import Testing

@testable import Evaluation

/// What the gate must not let through, and what it cannot judge.
@Suite struct RegressionGateTests {
  private func gate(
    _ rows: (Int) -> (old: [EpisodeScores.Row], new: [EpisodeScores.Row])
  ) throws -> RegressionGate {
    let root = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: root) }
    let both = (0..<13).map { i in (name: "e-\(i)", rows: rows(i)) }
    let old = try MadeUp.set(both.map { MadeUp.episode($0.name, $0.rows.old) }, id: "old", in: root)
    let new = try MadeUp.set(both.map { MadeUp.episode($0.name, $0.rows.new) }, id: "new", in: root)
    return try RegressionGate(new, against: old)
  }

  /// Other metrics that are all measured.
  private var ballast: [EpisodeScores.Row] {
    [MetricName.psnr, .ssim, .occupancy, .velocity, .areaVariation, .penetration].flatMap { metric in
      [MadeUp.row(metric, [1])]
    }
  }

  @Test func aTier1MetricThatLosesValuesIsFound() throws {
    let gate = try gate { i in
      let lost = MadeUp.row(.permanence, [i < 4 ? nil : 0.95], note: "gone")
      return (ballast + [MadeUp.row(.permanence, [0.9])], ballast + [lost])
    }
    #expect(!gate.passed)
    #expect(gate.failures.contains { $0.contains("of the values of permanence") }, "\(gate.failures)")
  }

  @Test func aTier1MetricWithoutPairsFails() throws {
    let gate = try gate { i in
      (
        ballast + [MadeUp.row(.foregroundSkill, [i < 6 ? 0.8 : nil])],
        ballast + [MadeUp.row(.foregroundSkill, [i < 6 ? nil : 0.8])]
      )
    }
    #expect(gate.failures.contains { $0.contains("foreground_skill has no pairs") }, "\(gate.failures)")
  }

  @Test func aMetricThatTheEarlierProgramDidNotKnowIsNoLoss() throws {
    let gate = try gate { _ in
      (ballast, ballast + [MadeUp.row(.expectation, [nil]), MadeUp.row(.contacts, [nil])])
    }
    #expect(gate.failures.filter { $0.contains("all metrics") }.isEmpty, "\(gate.failures)")
  }

  @Test func whatNeitherMeasuredIsNotedAndNotRefused() throws {
    let gate = try gate { _ in (ballast + [MadeUp.row(.trajectory, [nil])], ballast + [MadeUp.row(.trajectory, [nil])])
    }
    #expect(gate.passed, "\(gate.failures)")
    #expect(gate.notes?.contains { $0.hasPrefix("trajectory_ade: neither") } == true)
  }

  /// Under a fixed camera copying does not drift at all, so drift has no score from 0 to 1.
  @Test(arguments: [(0.1, true), (2.0, false)]) func withoutAScaleRawValuesDecide(_ loss: Double, _ passes: Bool) throws
  {
    let gate = try gate { i in
      let luck = 0.4 * Double(i % 5)
      return (
        ballast + [MadeUp.row(.reprojection, [1 + luck], normalised: [nil])],
        ballast + [MadeUp.row(.reprojection, [1 + loss + 0.4 * Double((i + 2) % 5)], normalised: [nil])]
      )
    }
    #expect(gate.passed == passes, "\(gate.failures)")
    let told = passes ? gate.notes ?? [] : gate.failures
    #expect(told.contains { $0.hasPrefix("reprojection_px") && $0.contains("low motion") }, "\(told)")
  }

  @Test func aBlurredPictureDoesNotBeatTruth() throws {
    let root = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: root) }
    func set(_ value: Double, _ id: String) throws -> ScoreSet {
      let episodes = (0..<6).map { i in
        MadeUp.episode("e-\(i)", [MadeUp.row(.warpPhotometric, [value + 0.01 * Double(i)]), MadeUp.row(.psnr, [30])])
      }
      return try MadeUp.set(episodes, id: id, in: root)
    }
    let comparison = try ScoreComparison(try set(0.5, "blurred"), try set(1, "true"))
    let row = try #require(comparison.rows.first { $0.metric == "warp_photometric" })
    #expect(row.higherIsBetter == nil && (row.difference.mean ?? 0) < 0)
    let gain = try #require(row.advantage)
    #expect(try #require(gain.hi) < 0 && (try #require(row.badness?.mean)) > 0.4)
    let other = try #require(comparison.rows.first { $0.metric == "psnr" })
    #expect(other.badness == nil && other.advantage?.mean == 0)
  }
}
