import Foundation
import Testing

@testable import Recordings

/// Clocks that count in other units, stand nearly still or jump.
@Suite struct ClockTests {
  private func survey(
    _ change: (inout LeRobotFixture) -> Void, _ damage: (LeRobotFixture, String) throws -> Void = { _, _ in }
  )
    throws -> RecordingSurvey
  {
    try Scratch.inFolder { folder in
      var fixture = LeRobotFixture()
      change(&fixture)
      try fixture.write(to: folder)
      try damage(fixture, folder)
      return try Scratch.survey(folder)
    }
  }

  @Test(arguments: [(1e3, "milliseconds"), (1e6, "microseconds"), (1e9, "nanoseconds")])
  func otherUnitsAreRecognisedByTheDeclaredRate(_ scale: Double, _ unit: String) throws {
    let found = try survey { $0.time = { Double($0) / 20 * scale } }
    #expect(found.usable.map(\.rows) == [24, 24, 24])
    #expect(found.frames == 36, "half of 72 rows")
    #expect(abs(found.seconds - 3.6) < 1e-3)
    let clock = found.problems.filter { $0.kind == .clock }
    #expect(clock.map(\.detail) == [String](repeating: "the table's clock counts \(unit), and was taken so", count: 3))
  }

  /// In a column of whole numbers, as sensors' drivers leave it, and from any beginning.
  @Test func aClockSince1970IsTakenFromItsFirstRow() throws {
    let found = try survey({ $0.time = { (1_700_000_000 + Double($0) / 20) * 1e3 } }) { fixture, folder in
      for episode in 0..<3 {
        var columns = fixture.columns(episode)
        columns[2] = ParquetColumn("timestamp", .integers((0..<24).map { Int(fixture.time($0).rounded()) }))
        try ParquetTable.write(columns, to: "\(folder)/\(fixture.table(episode))")
      }
    }
    #expect(found.usable.count == 3 && found.frames == 36)
  }

  @Test(arguments: [1e-30, 1e-5, 30.0, 1e12])
  func aClockThatFitsNoUnitIsSkipped(_ scale: Double) throws {
    let found = try survey({ _ in }) { fixture, folder in
      var wrong = fixture
      wrong.time = { Double($0) / 20 * scale }
      var columns = wrong.columns(1)
      columns[2] = ParquetColumn("timestamp", .vectors((0..<24).map { [Float(wrong.time($0))] }))
      try ParquetTable.write(columns, to: "\(folder)/\(fixture.table(1))")
    }
    #expect(found.skipped.map(\.episode) == [.number(1)], "\(found.skipped) \(found.frames)")
    #expect(found.skipped.first?.reason.contains("no unit of time brings the two together") == true)
    #expect(found.frames == 24)
  }

  @Test(arguments: [
    (0.05, 20.0, ClockUnit.seconds), (50, 20, .milliseconds), (33_000, 30, .microseconds), (1e8, 10, .nanoseconds),
  ])
  func unitsFit(_ period: Double, _ rate: Double, _ unit: ClockUnit) {
    #expect(ClockUnit.fitting(period: period, rate: rate) == unit)
    #expect(ClockUnit.fitting(period: period * 30, rate: rate) == nil)
  }

  /// Where nothing else tells the rate, rows may be next to nothing apart.
  @Test func rowsNextToNothingApartDoNotCrash() {
    let resampler = Resampler(rate: 10, kinds: [.jointPosition])
    let times = (0..<40).map { Double($0) * 1e-31 }
    #expect(resampler.steps(times: times, period: 1e-31) == [.init(row: 0, actions: 0..<40)])
    #expect(resampler.steps(times: [0, 5e-324], period: 5e-324).count == 1)
  }

  @Test func framesAreBoundedByTheRows() {
    let resampler = Resampler(rate: 10, kinds: [.jointPosition])
    let times = (0..<40).map { Double($0) * 1e9 }
    #expect(resampler.steps(times: times, period: 1e9).count <= Resampler.most * 40 + 1)
  }

  @Test func aJumpIsNoPartOfTheRecordingsLength() throws {
    let found = try survey { $0.time = { Double($0) / 20 + ($0 >= 12 ? 1e3 : 0) } }
    #expect(abs(found.seconds - 3.6) < 0.01, "\(found.seconds)")
    #expect(found.text().contains(", 0:04\n"))
  }

  /// Columns of moments and durations, in any unit, are seconds; `python/golden/make_times_golden.py` makes the file.
  @Test func datetimeColumnsAreSeconds() throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
      "Golden/times.parquet")
    let table = try ParquetTable(path: file.path)
    func column(_ name: String) throws -> [Double] { try table.numbers(name).values }
    for (unit, twentieth) in [("s", 0), ("ms", 0.05), ("us", 0.05), ("ns", 0.05)] {
      let moments = try column("moment_\(unit)")
      #expect(abs(moments[0] - 1_700_000_000 - twentieth) < 1e-6 && abs(moments[1] - moments[0] - twentieth) < 1e-6)
      #expect(try column("duration_\(unit)").prefix(2) == [-1 - twentieth, 3 + twentieth])
      #expect(moments[2].isNaN)
    }
    #expect(try column("day").prefix(2) == [86400, 172800])
    #expect(try column("clock").prefix(2) == [3600.25, 0])
  }
}
