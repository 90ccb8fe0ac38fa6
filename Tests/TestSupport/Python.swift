import Foundation

/// A Python interpreter as an independent witness: the one that `ORRERY_TEST_PYTHON` names, else `python3`.
public enum Python {
  static let program = ProcessInfo.processInfo.environment["ORRERY_TEST_PYTHON"] ?? "python3"
  public static let hasH5py = has("h5py")

  /// Whether a module can be imported.
  public static func has(_ module: String) -> Bool { (try? run("import \(module)", "")) != nil }

  public struct Failed: Error { public var text: String }

  /// What the code prints; `sys.argv[1]` is the argument.
  public static func run(_ code: String, _ argument: String) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program, "-c", code, argument]
    let (output, errors) = (Pipe(), Pipe())
    (process.standardOutput, process.standardError) = (output, errors)
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let complaint = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failed(text: complaint) }
    return text
  }
}
