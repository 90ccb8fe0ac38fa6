import Foundation

/// What the operating system knows of this process.
public enum ProcessFacts {
  /// The most resident memory so far, in megabytes (10⁶ bytes).
  public static var peakMemoryMB: Double {
    var usage = rusage()
    // RUSAGE_SELF, whose C type differs between Linux systems.
    getrusage(0, &usage)
    return Double(usage.ru_maxrss) * 1024 / 1e6
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
