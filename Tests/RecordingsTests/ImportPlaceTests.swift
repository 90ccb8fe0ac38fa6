import Diagnostics
import Foundation
import Testing

@testable import Recordings

/// Where an import may write, and what it leaves there.
@Suite struct ImportPlaceTests {
  @Test(arguments: [
    ("rec", "rec", "is the recording itself"), ("rec", "./x/../rec/", "is the recording itself"),
    ("rec", "link", "is the recording itself"), ("rec", "rec/out", "lies in the recording"),
    ("rec", "link/new/deep", "lies in the recording"), ("rec/part", "rec", "the recording lies in"),
    ("rec/part/demo.hdf5", "rec/part", "the recording lies in"), ("rec-held-out", "rec", "is the recording itself"),
  ]) func foldersThatOverlapAreRefused(_ recording: String, _ out: String, _ says: String) throws {
    try inPlace { folder in
      let error = #expect(throws: UserError.self) {
        try ImportPlace.refuseOverlap(
          of: "\(folder)/\(recording)", with: ImportSet.folders("\(folder)/\(out)"))
      }
      #expect(error?.place == "--out" && error?.what.contains(says) == true, "\(String(describing: error))")
    }
  }

  @Test(arguments: ["out", "rec2", "rec-more", "a/b/c", "rec/../out"]) func foldersBesideAreNot(_ out: String) throws {
    try inPlace { folder in
      try ImportPlace.refuseOverlap(of: "\(folder)/rec", with: ["\(folder)/\(out)"])
    }
  }

  @Test func aNewFolderGoesAwayIfItStaysEmpty() throws {
    try inPlace { folder in
      try NewFolder("\(folder)/a/b/c").removeIfEmpty()
      #expect(!FileManager.default.fileExists(atPath: "\(folder)/a"))
      let kept = try NewFolder("\(folder)/a/b")
      try Scratch.write("x", to: "\(folder)/a/file")
      kept.removeIfEmpty()
      #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder)/a") == ["file"])
      // One that was there stays, empty or not.
      try NewFolder("\(folder)/rec/part").removeIfEmpty()
      #expect(FileManager.default.fileExists(atPath: "\(folder)/rec/part"))
    }
  }

  private func inPlace(_ body: (String) throws -> Void) throws {
    try Scratch.inFolder { folder in
      for name in ["rec/part", "rec-held-out"] {
        try FileManager.default.createDirectory(atPath: "\(folder)/\(name)", withIntermediateDirectories: true)
      }
      try Scratch.write("x", to: "\(folder)/rec/part/demo.hdf5")
      try FileManager.default.createSymbolicLink(atPath: "\(folder)/link", withDestinationPath: "rec")
      try body(folder)
    }
  }
}
