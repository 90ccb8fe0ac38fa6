import Foundation

/// Which process this is: numbers are given out again, numbers with a time of birth are not.
enum ProcessIdentity {
  static let own = of(getpid()) ?? "\(getpid())-0"

  /// `<number>-<clock ticks from the system's start to its own>`; nil where there is no such process.
  static func of(_ number: pid_t) -> String? {
    guard let stat = try? String(contentsOfFile: "/proc/\(number)/stat", encoding: .utf8),
      let afterName = stat.lastIndex(of: ")")
    else { return nil }
    // The start is field 22; field 3 is the first one after the name.
    let fields = stat[stat.index(after: afterName)...].split(separator: " ")
    return fields.count > 19 ? "\(number)-\(fields[19])" : nil
  }

  /// Whether this is an identity, and its process runs no more.
  static func isGone(_ identity: Substring) -> Bool {
    let numbers = identity.split(separator: "-").compactMap { UInt64($0) }
    guard numbers.count == 2, let number = pid_t(exactly: numbers[0]) else { return false }
    return of(number) != String(identity)
  }
}
