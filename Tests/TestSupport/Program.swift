import Foundation

/// The program itself, where it lies beside the tests.
public enum Program {
  public struct Outcome: Sendable {
    public var code: Int32
    public var output: String
    public var errors: String

    /// The lines that begin with `error: `.
    public var complaints: [String] {
      errors.split(separator: "\n").map(String.init).filter { $0.hasPrefix("error: ") }
    }
  }

  public static let path = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    .appendingPathComponent("orrery").path
  public static let exists = FileManager.default.isExecutableFile(atPath: path)

  /// Starts the program and leaves it alone; what it says goes nowhere.
  public static func start(_ arguments: [String], in folder: URL? = nil) throws -> Process {
    let process = prepared(arguments, folder)
    (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
    try process.run()
    return process
  }

  /// Runs the program to its end.
  ///
  /// - Parameters:
  ///   - blocks: no file may grow beyond this many KiB, as on a full disk; nil: no limit.
  ///   - variables: set beside those of the tests themselves.
  public static func run(
    _ arguments: [String], in folder: URL? = nil, blocks: Int? = nil, variables: [String: String] = [:]
  ) throws -> Outcome {
    let process = prepared(arguments, folder)
    process.environment = ProcessInfo.processInfo.environment.merging(variables) { $1 }
    if let blocks {
      process.executableURL = URL(fileURLWithPath: "/bin/bash")
      process.arguments = ["-c", "ulimit -f \(blocks); exec \"$0\" \"$@\"", path] + arguments
    }
    let (output, errors) = (Pipe(), Pipe())
    (process.standardOutput, process.standardError) = (output, errors)
    try process.run()
    // What is said on standard error is little, and fits into the pipe.
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let complaint = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return Outcome(code: process.terminationStatus, output: text, errors: complaint)
  }

  private static func prepared(_ arguments: [String], _ folder: URL?) -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    if let folder { process.currentDirectoryURL = folder }
    return process
  }
}
