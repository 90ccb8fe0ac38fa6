import Episodes
import Foundation
import TestSupport
import Testing

/// The program itself, where it lies beside the tests.
@Suite(.serialized, .enabled(if: Program.exists, "the program is not built")) struct RecordProgramTests {
  private static let small = [
    "record", Tabletop.path, "--seed", "40", "--frames", "6", "--size", "48", "--cameras", "front", "--shard", "2",
  ]

  @Test func numberOfWorkersNeverChangesAByte() throws {
    try Tabletop.inFolder { folder in
      for workers in ["1", "2", "3"] {
        let run = try Program.run(
          Self.small + ["--episodes", "6", "--out", "\(folder)/\(workers)", "--workers", workers])
        #expect(run.code == 0, "\(run.errors)")
      }
      for file in ["dataset.json", "shard-0000.h5", "shard-0001.h5", "shard-0002.h5"] {
        let one = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/1/\(file)"))
        for other in ["2", "3"] {
          #expect(try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(other)/\(file)")) == one, "\(file)")
        }
      }
    }
  }

  @Test func interruptionKeepsWholeFilesOnlyAndIsResumed() throws {
    try Tabletop.inFolder { folder in
      let arguments = Self.small + ["--episodes", "40", "--out", folder, "--workers", "2"]
      let process = try Program.start(arguments)
      let first = "\(folder)/shard-0000.h5"
      for _ in 0..<600 where process.isRunning && !FileManager.default.fileExists(atPath: first) {
        Thread.sleep(forTimeInterval: 0.05)
      }
      process.interrupt()
      process.waitUntilExit()
      #expect(process.terminationStatus == 130)
      let files = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(files.contains("shard-0000.h5") && !files.contains("dataset.json"))
      #expect(files.allSatisfy { $0.hasPrefix("shard-") }, "\(files)")
      for file in files { #expect(try EpisodeFile(path: "\(folder)/\(file)").count == 2) }
      #expect(try Program.run(arguments).code == 0)
      #expect(try EpisodeDataset(path: folder).count == 40)
    }
  }

  @Test(arguments: ["1", "2"]) func aFullDiskIsOneClearErrorAndLeavesNothing(workers: String) throws {
    try Tabletop.inFolder { folder in
      let run = try Program.run(
        Self.small + ["--episodes", "4", "--out", folder, "--workers", workers, "--json"], blocks: 12)
      #expect(run.code == 2, "\(run.errors)")
      #expect(run.output.isEmpty && run.complaints.count == 1, "\(run.errors)")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
    }
  }

  @Test(arguments: [
    ["record"], ["record", "nothing.xml", "--episodes", "1", "--seed", "0", "--out", "x"],
    ["record", Tabletop.path, "--episodes", "0", "--seed", "0", "--out", "x"],
    ["record", Tabletop.path, "--episodes", "1", "--seed", "0", "--out", "/proc/x"],
    ["record", Tabletop.path, "--episodes", "1", "--seed", "0", "--out", "x", "--cameras", "back"],
    ["record", Tabletop.path, "--episodes", "1", "--seed", "0", "--out", "x", "--channels", "depth"],
    ["record", Tabletop.path, "--episodes", "1", "--seed", "-1", "--out", "x"],
  ]) func mistakesEndWithTwoAndAnError(_ arguments: [String]) throws {
    let run = try Program.run(arguments)
    #expect(run.code == 2)
    #expect(run.errors.hasPrefix("error: "))
    #expect(run.output.isEmpty)
  }
}
