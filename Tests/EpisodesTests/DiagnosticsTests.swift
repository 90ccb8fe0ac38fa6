import Diagnostics
import Foundation
import Testing

@Suite struct DiagnosticsTests {
  // FIPS 180-4's examples, and lengths around the padding's edges against sha256sum.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ]) func sha256GivesThePublishedAnswers(_ text: String, _ hash: String) {
    #expect(SHA256.hex(text.utf8) == hash)
  }

  @Test func sha256OfAMillionLetters() {
    let hash = SHA256.hex([UInt8](repeating: 97, count: 1_000_000))
    #expect(hash == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  @Test func hashDoesNotDependOnPieces() {
    let bytes = (0..<300).map { UInt8(truncatingIfNeeded: $0 * 7) }
    for cut in [1, 55, 56, 63, 64, 65, 128, 299] {
      var hash = SHA256()
      hash.update(Array(bytes[..<cut]))
      hash.update(Array(bytes[cut...]))
      #expect(hash.finish() == SHA256.hex(bytes))
    }
  }

  @Test func filesAreWholeOrAbsent() throws {
    try Sample.inFolder { folder in
      struct Stop: Error {}
      try AtomicFile.write("old", to: "\(folder)/deep/file")
      #expect(throws: Stop.self) {
        try AtomicFile.write(to: "\(folder)/deep/file") { temporary in
          try "new".write(toFile: temporary, atomically: false, encoding: .utf8)
          throw Stop()
        }
      }
      #expect(try String(contentsOfFile: "\(folder)/deep/file", encoding: .utf8) == "old")
      #expect(try FileManager.default.contentsOfDirectory(atPath: "\(folder)/deep") == ["file"])
    }
  }

  /// Data sets keep a file open for each of their shards.
  @Test func theLimitOnOpenFilesIsRaised() async {
    await #expect(processExitsWith: .success) {
      var limit = rlimit()
      getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
      limit.rlim_cur = 256
      setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
      precondition(OpenFiles.limit == 256)
      OpenFiles.raiseLimit()
      precondition(OpenFiles.limit == min(Int(clamping: limit.rlim_max), 65536), "\(OpenFiles.limit)")
    }
  }
}
