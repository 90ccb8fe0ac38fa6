import Foundation

/// An X server that draws into memory.
public final class VirtualDisplay {
  /// What `DISPLAY` is set to.
  public let name: String
  private let process = Process()

  private static let program = ["/usr/bin/Xvfb", "/usr/local/bin/Xvfb"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }
  /// Whether there is an X server to be started.
  public static var isInstalled: Bool { program != nil }

  /// Waits until it listens.
  public init() throws {
    guard let program = Self.program else { throw CocoaError(.fileNoSuchFile) }
    process.executableURL = URL(fileURLWithPath: program)
    // The pointer stands in the middle, outside a window of half the size: over one it would be shown a pixel's values.
    process.arguments = [
      "-displayfd", "1", "-screen", "0", "2600x1640x24", "+extension", "GLX", "-nolisten", "tcp", "-terminate",
    ]
    let answer = Pipe()
    process.standardOutput = answer
    process.standardError = FileHandle.nullDevice
    try process.run()
    // The server writes its number once it listens.
    let number = String(decoding: answer.fileHandleForReading.availableData, as: UTF8.self)
    name = ":" + number.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Ends it with its last window, or else by force.
  public func stop() {
    // It ends with its last window. Signals other than this one are blocked in children of test threads.
    let deadline = Date(timeIntervalSinceNow: 3)
    while process.isRunning && Date() < deadline { usleep(10_000) }
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
  }
}
