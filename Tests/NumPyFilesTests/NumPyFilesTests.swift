import Diagnostics
import Foundation
import NumPyFiles
import Testing

/// `np.savez_compressed` of {"a": float64 [[1, 2, 3], [4, 5, 6]]}, made once with NumPy 2.4.
private let compressed = Data(
  base64Encoded: """
    UEsDBC0AAAAIAAAAIQA5cQna//////////8FABQAYS5ucHkBABAAsAAAAAAAAABaAAAAAAAAAJvsF+obEMnIUMZQrZ6SWpxcpG6l
    oG6TZqGuo6Cell9UUpSYF59flJIKEndLzClOBYoXZyQWpAL5GkY6CsaaOgq1CmQDLgYw+GAPoRkcIBQHlBaA0iJQWsIBAFBLAQIt
    Ay0AAAAIAAAAIQA5cQnaWgAAALAAAAAFAAAAAAAAAAAAAACAAQAAAABhLm5weVBLBQYAAAAAAQABADMAAACRAAAAAAA=
    """, options: .ignoreUnknownCharacters)

private func scratch(_ name: String) -> String {
  FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString)-\(name)").path
}

@Suite struct NumPyFilesTests {
  @Test(arguments: [[0], [3], [2, 3], [0, 4], [2, 1, 5]])
  func arraysComeBackAsTheyWere(shape: [Int]) throws {
    let values = (0..<shape.reduce(1, *)).map { Float($0) * 0.5 }
    let array = NumPyArray(shape: shape, values)
    let back = try NumPyArray(npy: array.npy, at: "test")
    #expect(back == array)
    #expect(back.floats == values)
  }

  @Test func anArchiveOfNumPyOpens() throws {
    let bytes = try #require(compressed)
    let archive = try NumPyArchive(zip: [UInt8](bytes), at: "numpy.npz")
    #expect(archive["a"]?.shape == [2, 3])
    #expect(archive["a"]?.floats == [1, 2, 3, 4, 5, 6])
  }

  @Test func equalArchivesAreEqualBytes() throws {
    var archive = NumPyArchive()
    archive.append("frames", NumPyArray(shape: [2, 2], [UInt8](1...4)))
    archive.append("actions", NumPyArray(shape: [1, 3], [0.5, -1, 2]))
    let path = scratch("a.npz")
    defer { try? FileManager.default.removeItem(atPath: path) }
    try archive.write(to: path)
    let back = try NumPyArchive(path: path)
    #expect(back.zip == archive.zip)
    #expect(back["actions"]?.floats == [0.5, -1, 2])
  }

  @Test func everyCutAndEveryFlippedByteIsAnErrorOrTheSameArray() throws {
    let whole = try #require(compressed)
    let bytes = [UInt8](whole)
    for length in 0..<bytes.count {
      #expect(throws: UserError.self) { _ = try NumPyArchive(zip: Array(bytes[..<length]), at: "cut") }
    }
    for i in bytes.indices {
      var damaged = bytes
      damaged[i] ^= 0x5A
      // Times, versions and comments may differ without harm; a value may not.
      if let archive = try? NumPyArchive(zip: damaged, at: "flip"), let a = archive["a"] {
        #expect(a.floats == [1, 2, 3, 4, 5, 6])
      }
    }
  }
}
