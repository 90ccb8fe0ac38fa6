import Dispatch
import Foundation
import Synchronization

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
    process.environment = process.environment?.merging(variables) { $1 }
    if let blocks {
      process.executableURL = URL(fileURLWithPath: "/bin/bash")
      process.arguments = ["-c", "ulimit -f \(blocks); exec \"$0\" \"$@\"", path] + arguments
    }
    let (output, errors) = (Pipe(), Pipe())
    (process.standardOutput, process.standardError) = (output, errors)
    try process.run()
    // Both at once: a full pipe would hold the program up.
    let said = Mutex(Data())
    let reader = DispatchGroup()
    DispatchQueue.global().async(group: reader) {
      let all = errors.fileHandleForReading.readDataToEndOfFile()
      said.withLock { $0 = all }
    }
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    reader.wait()
    process.waitUntilExit()
    return Outcome(
      code: process.terminationStatus, output: text, errors: String(decoding: said.withLock { $0 }, as: UTF8.self))
  }

  private static func prepared(_ arguments: [String], _ folder: URL?) -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    var environment = ProcessInfo.processInfo.environment
    if let folder {
      process.currentDirectoryURL = folder
      // Whoever forgets --store must not write into the user's own.
      environment["XDG_DATA_HOME"] = folder.appendingPathComponent("home").path
    }
    process.environment = environment
    return process
  }
}
