import Foundation
import Media
import NumPyFiles
import Testing

@testable import Recordings

/// Two files of one number: no episode disappears without a line.
@Suite struct TwinFileTests {
  @Test func archivesOfOneNumberAreNamed() throws {
    try Scratch.inFolder { folder in
      for name in ["000000001", "1", "2"] {
        var archive = NumPyArchive()
        archive.append("actions", NumPyArray(shape: [10, 3], (0..<30).map { Float($0) * 0.1 }))
        try archive.write(to: "\(folder)/\(name).npz")
        try VideoWriter.write((0..<10).map(CodedPicture.make), to: "\(folder)/\(name).mp4", rate: 5, format: .h264())
      }
      let survey = try Scratch.survey(folder)
      #expect(survey.usable.map(\.key) == [.number(1), .number(2)])
      let told = survey.problems.filter { $0.kind == .metadata }.map(\.detail)
      #expect(told.count == 1 && told[0].hasPrefix("\(folder)/1.npz is skipped: \(folder)/000000001.npz is"), "\(told)")
    }
  }

  @Test func tablesOfOneNumberAreNamed() throws {
    try Scratch.inFolder { folder in
      let fixture = try LeRobotFixture().write(to: folder)
      try FileManager.default.copyItem(
        atPath: "\(folder)/\(fixture.table(1))", toPath: "\(folder)/data/chunk-000/episode_1.parquet")
      let survey = try Scratch.survey(folder)
      #expect(survey.usable.count == 3)
      #expect(survey.problems.contains { $0.detail.contains("episode_1.parquet is skipped: ") }, "\(survey.problems)")
    }
  }

  @Test func theMostCommonIsTheFirstOfSeveral() {
    #expect([3, 1, 2, 1].mostCommon == 1 && [2, 1].mostCommon == 2 && [Int]().mostCommon == nil)
  }
}
