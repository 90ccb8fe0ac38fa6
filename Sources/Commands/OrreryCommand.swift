import ArgumentParser
import Diagnostics
import Foundation

/// The program: one subcommand a file.
public struct OrreryCommand: ParsableCommand {
  public static let configuration = CommandConfiguration(
    commandName: "orrery",
    abstract: "A world-model sandbox for robot research: record, train, predict, score, look.",
    version: Installation.version,
    subcommands: [
      RunCommand.self, ViewCommand.self, PlayCommand.self, EvaluateCommand.self, RecordCommand.self, ImportCommand.self,
      RunsCommand.self, ExportCommand.self,
      ModelCommand.self, TrainCommand.self, BenchCommand.self,
    ])

  public init() {}

  /// Runs the program and returns its exit code: 0, 1 (failed), 2 (bad usage or input) or 130 (interrupted).
  public static func run(_ arguments: [String]) -> Int32 {
    // A file that may grow no further is then an error of the write, as a full disk is, and not the program's end.
    signal(SIGXFSZ, SIG_IGN)
    OpenFiles.raiseLimit()
    do {
      try ArgumentCheck.check(arguments)
      var command = try parseAsRoot(arguments)
      try command.run()
      // `print` does not say whether it worked, and half an answer must not look like a whole one.
      guard fflush(nil) == 0 else {
        throw UserError("cannot be written: \(String(cString: strerror(errno)))", at: "standard output")
      }
      return 0
    } catch let error as UserError {
      complain("\(error)")
      return 2
    } catch let error as Interrupted {
      complain("\(error)")
      return Interrupted.exitCode
    } catch {
      return finish(error)
    }
  }

  /// ArgumentParser's own errors: help goes to standard output, wrong usage has the code 64 there and 2 here.
  private static func finish(_ error: any Error) -> Int32 {
    let code = exitCode(for: error).rawValue
    let text = fullMessage(for: error)
    if code == 0 {
      print(text)
      return 0
    }
    if error is ExitCode { return code }
    complain(text.isEmpty ? "\(error)" : text.hasPrefix("Error: ") ? String(text.dropFirst(7)) : text)
    return code == 64 ? 2 : code
  }

  private static func complain(_ message: String) {
    StandardError.write("error: \(message)\n")
  }
}
