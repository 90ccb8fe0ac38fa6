import Foundation

/// What the operating system knows of this process.
public enum ProcessFacts {
  /// The most resident memory so far, in megabytes (10⁶ bytes).
  ///
  /// Of this program alone: what `getrusage` says begins with what the program that started it took.
  public static var peakMemoryMB: Double {
    guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
      let kilobytes = line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap({ Double($0) })
    else { return 0 }
    return kilobytes * 1024 / 1e6
  }

  /// Seconds since the process was started, the loader's work included.
  public static var age: Double {
    guard let stat = try? String(contentsOfFile: "/proc/self/stat", encoding: .utf8),
      let afterName = stat.lastIndex(of: ")"),
      let uptime = try? String(contentsOfFile: "/proc/uptime", encoding: .utf8),
      let now = uptime.split(separator: " ").first.flatMap({ Double($0) })
    else { return 0 }
    // Field 22 is the start in clock ticks after boot; field 3 is the first one after the name.
    let fields = stat[stat.index(after: afterName)...].split(separator: " ")
    guard fields.count > 19, let ticks = Double(fields[19]) else { return 0 }
    return now - ticks / Double(sysconf(Int32(_SC_CLK_TCK)))
  }
}
