import Episodes
import Testing

@testable import Scoring

/// Metrics against `python/golden/make_metric_golden.py`.
@Suite struct MetricReferenceTests {
  private struct GoldenMetrics: Decodable {
    struct Epipolar: Decodable {
      let lenses, poses: [[Double]]
      let f: [Double]
      let from, to: [[Double]]
      let sampson: [Double]
    }
    struct Warping: Decodable {
      let a, b: [[Double]]
      let total: Double
      let steps: Int
    }
    struct Ensemble: Decodable {
      let points: [[Double]]
      let truth: [Double]
      let crps, energy, coverage: Double
    }
    struct Occupancy: Decodable {
      let found, wanted: [[[Int]]]
      let spatial, spatiotemporal, weighted, mse: Double
    }
    struct Parabola: Decodable {
      let values: [Double]
      let curvature: Double
    }
    let epipolar: [Epipolar]
    let warping: [Warping]
    let ensembles: [Ensemble]
    let occupancy: Occupancy
    let parabolas: [Parabola]
  }

  private func golden() throws -> GoldenMetrics { try Golden.load("metrics") }

  private func plane(_ points: [[Double]]) -> [SIMD2<Double>] { points.map { SIMD2($0[0], $0[1]) } }

  @Test func sampsonDistancesAndTheFundamentalMatrixEqualOpenCV() throws {
    for each in try golden().epipolar {
      let theirs = EpipolarGeometry(f: each.f)
      for (i, wanted) in each.sampson.enumerated() {
        let found = theirs.sampson(plane(each.from)[i], plane(each.to)[i])
        #expect(abs(found - wanted) < 1e-6 * max(1, wanted))
      }
      let cameras = zip(each.lenses, each.poses).map { lens, pose in
        PinholeCamera(
          Intrinsics(fx: lens[0], fy: lens[1], cx: lens[2], cy: lens[3]), Extrinsics(worldToCamera: pose))
      }
      let ours = try #require(EpipolarGeometry(from: cameras[0], to: cameras[1]))
      // F has no scale of its own, nor a sign.
      let length = each.f.reduce(0) { $0 + $1 * $1 }.squareRoot()
      let sign = zip(ours.f, each.f).reduce(0) { $0 + $1.0 * $1.1 } < 0 ? -1.0 : 1.0
      for (a, b) in zip(ours.f, each.f) { #expect(abs(a - sign * b / length) < 1e-6) }
      #expect(EpipolarGeometry(from: cameras[0], to: cameras[0]) == nil)
    }
  }

  @Test func warpedDistancesEqualNumPy() throws {
    for each in try golden().warping {
      let found = try #require(TimeWarping.distance(plane(each.a), plane(each.b)))
      #expect(abs(found.total - each.total) < 1e-12)
      #expect(found.steps == each.steps)
    }
    #expect(TimeWarping.distance([], [SIMD2(1, 1)]) == nil)
  }

  @Test func ensembleScoresEqualScoringrules() throws {
    for each in try golden().ensembles {
      var tally = EnsembleTally(frames: 1)
      let truth = SIMD3(each.truth[0], each.truth[1], each.truth[2])
      tally.add(each.points.map { SIMD3($0[0], $0[1], $0[2]) }, truth: truth, worst: 10, frame: 0)
      let (crps, energy, coverage) = tally.values(measurable: 1)
      #expect(abs(try #require(crps.value) - each.crps) < 1e-9)
      #expect(abs(try #require(energy.value) - each.energy) < 1e-9)
      #expect(abs(try #require(coverage.value) - each.coverage) < 1e-12)
    }
  }

  @Test func samplesWithoutTheObjectErrByTheMost() throws {
    var some = EnsembleTally(frames: 1)
    some.add([SIMD3.zero, .zero, .zero, nil], truth: .zero, worst: 0.6, frame: 0)
    #expect(abs(try #require(some.values(measurable: 1).1.value) - 0.15) < 1e-12)
    var none = EnsembleTally(frames: 1)
    none.add([nil, nil, nil, nil], truth: .zero, worst: 0.6, frame: 0)
    let (crps, energy, coverage) = none.values(measurable: 1)
    #expect(abs(try #require(energy.value) - 0.6) < 1e-12)
    #expect(abs(try #require(crps.value) - 0.6 / 3.0.squareRoot()) < 1e-12)
    #expect(coverage.value == 0)
    #expect(EnsembleTally(frames: 3).values(measurable: 0).0.value == nil)
  }

  /// Samples that are far off, and so far from each other, never make a score better than that of exact ones.
  @Test func ghostsDoNotMakeUpForThemselves() throws {
    for far in [1.0, 10, 1000] {
      var tally = EnsembleTally(frames: 1)
      tally.add([.zero, .zero, .zero, SIMD3(0, 0, far)], truth: .zero, worst: 0.6, frame: 0)
      let (crps, energy, _) = tally.values(measurable: 1)
      #expect(try #require(crps.value) >= -1e-12 && (try #require(energy.value)) >= -1e-12)
    }
  }

  @Test func overlapsEqualNumPy() throws {
    let each = try golden().occupancy
    let numbers = { (mask: [Int]) in mask.indices.filter { mask[$0] == 1 }.map { Int32($0) } }
    var sums = OccupancySums(frames: each.found[0].count)
    for (found, wanted) in zip(each.found, each.wanted) {
      sums.add(zip(found, wanted).map { (numbers($0), numbers($1)) }, pixels: found[0].count, isMoved: true)
    }
    let value = sums.value(measurable: 1)
    #expect(abs(try #require(value.details["spatial_iou"]) - each.spatial) < 1e-12)
    #expect(abs(try #require(value.details["spatiotemporal_iou"]) - each.spatiotemporal) < 1e-12)
    #expect(abs(try #require(value.details["weighted_iou"]) - each.weighted) < 1e-12)
    #expect(abs(try #require(value.details["mse"]) - each.mse) < 1e-12)
    #expect(abs(try #require(value.value) - (each.spatial + each.spatiotemporal + each.weighted) / 3) < 1e-12)
  }

  @Test func parabolasEqualNumPy() throws {
    for each in try golden().parabolas {
      #expect(abs(GravityError.curvature(each.values) - each.curvature) < 1e-12)
    }
  }

  @Test func expectationPairsCountTiesHalf() {
    #expect(ExpectationPairs.accuracy([(1, 2), (2, 1), (1, 1), (0, 3)]).value == 0.625)
    #expect(ExpectationPairs.accuracy([]).value == nil)
    #expect(ExpectationPairs.accuracy([(.nan, 1)]).note == "a surprise is not finite")
  }
}
