import Diagnostics
import Foundation

/// Where this program's own files are: beside the checkout it was built in, or under the prefix it was installed to.
enum Installation {
  static let version = "0.1.0"

  /// The version and what the program's file hashes to: two builds of one version may differ.
  static func build() throws -> String { "\(version) \(try SHA256.hex(file: "/proc/self/exe"))" }

  static func demoScenario() throws -> URL {
    try share().appendingPathComponent("scenarios/tabletop/push-cube.yaml")
  }

  /// The folder with `scenarios/` and `models/`.
  static func share() throws -> URL {
    // Links are resolved first: `.build/release` is one.
    let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    let places = [
      // First, for a prefix inside a checkout must not find the checkout's.
      program.deletingLastPathComponent().appendingPathComponent("../share/orrery"),
      program.deletingLastPathComponent().appendingPathComponent("../../.."),
    ].map(\.standardizedFileURL)
    let found = places.first {
      FileManager.default.fileExists(atPath: $0.appendingPathComponent("scenarios/tabletop/world.xml").path)
    }
    guard let found else {
      throw UserError(
        "the program's own scenarios are not beside it", at: program.path, fix: "Name a scenario, or install again")
    }
    return found
  }
}

/// Messages to people, on standard error, so that standard output stays for machines.
enum Console {
  static func say(_ text: String) {
    StandardError.write(text + "\n")
  }
}
