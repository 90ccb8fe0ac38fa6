import Foundation

/// Refuses work that cannot fit, before the system ends the program for it.
public enum MemoryBudget {
  /// Bytes that a process may still take: the system's estimate, or what is left of its control group's limit.
  public static var available: Int {
    let system = number("MemAvailable:", in: "/proc/meminfo").map { $0 * 1024 } ?? .max
    guard let limit = number("/sys/fs/cgroup/memory.max"), let used = number("/sys/fs/cgroup/memory.current") else {
      return system
    }
    return min(system, max(0, limit - used))
  }

  /// Bytes that a process may have in all: the machine's memory, or its control group's limit.
  public static var total: Int {
    let machine = sysconf(Int32(_SC_PHYS_PAGES)) * sysconf(Int32(_SC_PAGESIZE))
    return min(machine, number("/sys/fs/cgroup/memory.max") ?? .max)
  }

  /// - Parameters:
  ///   - bytes: a lower estimate of what is needed.
  ///   - what: what needs it, in the plural, such as `the recordings`.
  public static func require(_ bytes: Double, for what: String, at place: String, fix: String) throws {
    let there = Double(available)
    guard bytes > there else { return }
    let figures = String(format: "need %.3g GB of memory, of which %.3g are free", bytes / 1e9, there / 1e9)
    throw UserError("\(what) \(figures)", at: place, fix: fix)
  }

  private static func number(_ path: String) -> Int? {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
    return Int(text.trimmingCharacters(in: .whitespacesAndNewlines))
  }

  private static func number(_ key: String, in path: String) -> Int? {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
    let line = text.split(separator: "\n").first { $0.hasPrefix(key) }
    return line?.split(separator: " ").dropFirst().first.flatMap { Int($0) }
  }
}
